using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>An agency of the country's list: whom a document may be addressed to, whether or not we exchange with it directly.</summary>
public sealed record DirectoryEntry
{
    /// <summary>The source of an entry that an administrator wrote or corrected; no list overwrites it.</summary>
    public const string ByHand = "hand";

    /// <summary>How many codes are looked for with one statement.</summary>
    internal const int AtOnce = 100;

    /// <summary>The trail's subject for acts on the directory.</summary>
    public static Guid Subject { get; } = Guid.Parse("01900000-0000-7000-8000-000000000002");

    /// <summary>The code in force (Decision 20/2020), "H53.12".</summary>
    public required string Code { get; init; }

    /// <summary>The code before it (QCVN 102:2016), "000.00.12.H53".</summary>
    public string? OldCode { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The code of the agency above it.</summary>
    public string? ParentCode { get; init; }

    /// <summary>Where it is told by mail that something waits.</summary>
    public string? Mail { get; init; }

    /// <summary>Whether it may be chosen; one that left its list may not.</summary>
    public required bool Active { get; init; }

    /// <summary>Whether the axis keeps it for trials: its code has the group W00.</summary>
    public required bool Test { get; init; }

    /// <summary>Which list it is of, or <see cref="ByHand"/>.</summary>
    public required string Source { get; init; }

    /// <summary>When it last became another.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>
    /// The agency that bears this code, in force or old, or null. An old code that the lists give to several agencies belongs to none.
    /// </summary>
    public static async Task<DirectoryEntry?> Find(ReadSession session, string anyCode)
    {
        var key = KeyOf(anyCode);
        return Bearer(key, await session.List<DirectoryEntry>(ByAnyCode, new { Key = key }));
    }

    /// <summary>The same of many, with few looks; by the codes as they were said, without those that the directory does not know.</summary>
    public static async Task<IReadOnlyDictionary<string, DirectoryEntry>> Find(ReadSession session, IReadOnlyCollection<string> anyCodes)
    {
        var known = new Dictionary<string, DirectoryEntry>();
        foreach (var some in anyCodes.Distinct().Chunk(AtOnce))
        {
            var (keys, values) = DirectoryRows.Parameters(some.Select(KeyOf).Distinct());
            var found = (await session.List<DirectoryEntry>(ByAnyOf(keys), values)).DistinctBy(entry => KeyOf(entry.Code)).ToList();
            foreach (var code in some)
            {
                var key = KeyOf(code);
                if (Bearer(key, [.. found.Where(entry => KeyOf(entry.Code) == key || KeyOf(entry.OldCode ?? "") == key)]) is { } bearer)
                    known[code] = bearer;
            }
        }

        return known;
    }

    /// <summary>The code in force of whoever bears this one; a code that the directory does not know comes back as it is.</summary>
    public static async Task<string> CodeInForce(ReadSession session, string anyCode) =>
        (await Find(session, anyCode))?.Code ?? anyCode.Trim();

    /// <summary>All codes of whoever bears this one.</summary>
    public static async Task<BothCodes> Codes(ReadSession session, string anyCode) => Both(anyCode, await Find(session, anyCode));

    /// <summary>The same of many, with few looks; by the codes as they were said.</summary>
    public static async Task<IReadOnlyDictionary<string, BothCodes>> Codes(ReadSession session, IEnumerable<string> anyCodes)
    {
        string[] codes = [.. anyCodes.Distinct()];
        var listed = await Find(session, codes);
        return codes.ToDictionary(code => code, code => Both(code, listed.GetValueOrDefault(code)));
    }

    /// <summary>Whether two codes, of whichever form, are one agency's.</summary>
    public static async Task<bool> AreSame(ReadSession session, string one, string other) =>
        KeyOf(one) == KeyOf(other) || KeyOf(await CodeInForce(session, one)) == KeyOf(await CodeInForce(session, other));

    /// <summary>The agencies right below one, by name; of null, those that have nobody above them.</summary>
    public static Task<IReadOnlyList<DirectoryEntry>> Below(ReadSession session, string? code, int offset, int limit) => code is null
        ? session.List<DirectoryEntry>(Topmost, new { Offset = offset, Limit = limit })
        : session.List<DirectoryEntry>(Children, new { Key = KeyOf(code), Offset = offset, Limit = limit });

    private static DirectoryEntry? Bearer(string key, IReadOnlyList<DirectoryEntry> found)
    {
        if (found.FirstOrDefault(entry => KeyOf(entry.Code) == key) is { } inForce)
            return inForce;
        var still = found.Where(entry => entry.Active).ToList();
        return still.Count == 1 ? still[0] : found.Count == 1 ? found[0] : null;
    }

    private static BothCodes Both(string said, DirectoryEntry? entry) => entry is null
        ? new BothCodes(said, said, said)
        : new BothCodes(said, entry.Code, entry.OldCode ?? entry.Code);

    /// <summary>A code as it is compared.</summary>
    internal static string KeyOf(string code) => code.Trim().ToLowerInvariant();

    internal static bool IsTest(string? code) => code is not null && KeyOf(code).Split('.').Contains("w00");

    internal const string Columns = "code, old_code, name, parent_code, mail, active, test, source, changed_at";

    private const string ByAnyCode = $"""
        select {Columns}
        from identity_directory
        where code_key = @Key
        union all
        select {Columns}
        from identity_directory
        where old_key = @Key and code_key <> @Key
        """;

    private static string ByAnyOf(string keys) => $"""
        select {Columns}
        from identity_directory
        where code_key in ({keys})
        union all
        select {Columns}
        from identity_directory
        where old_key in ({keys})
        """;

    private const string Children = $$"""
        select {{Columns}}
        from identity_directory
        where parent_key = @Key
        order by folded_name, code_key
        {page}
        """;

    private const string Topmost = $$"""
        select {{Columns}}
        from identity_directory
        where parent_key is null
        order by folded_name, code_key
        {page}
        """;
}
