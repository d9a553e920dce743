using DocFlow.Platform.Data;
using DocFlow.Platform.Trail;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>
/// Takes over a whole list of agencies, of a file or of a peer: what is new is added, what says otherwise is changed, what left the
/// list may not be chosen any more. What an administrator wrote stays as it is. All of it, or nothing.
/// </summary>
public static class TakeList
{
    private const int Told = 20;

    /// <summary>The list.</summary>
    /// <param name="Source">Whose list it is: only what it named itself before can have left it.</param>
    /// <param name="Agencies">Its agencies, each once.</param>
    /// <param name="EvenIfShrunk">Believes it, too, when more than half of what it named before is gone.</param>
    public sealed record Command(string Source, IReadOnlyList<ListedAgency> Agencies, bool EvenIfShrunk = false);

    /// <summary>How many, and the first of them by code.</summary>
    public sealed record Some(int Count, IReadOnlyList<string> First);

    /// <summary>What became of it.</summary>
    public sealed record Answer(Some Added, Some Changed, Some Retired, Some KeptByHand, int Unchanged);

    /// <summary>Takes it over.</summary>
    public static async Task<Outcome<Answer>> Handle(Command command, Session session, (string Id, string Name) by)
    {
        if (command.Agencies.Count == 0)
            return Refusal.Invalid("directory.list-empty",
                "Danh sách không có cơ quan nào.", "There is no agency in the list.");

        await session.TakeNumber(SearchDirectory.Revision);
        var before = (await session.List<DirectoryRow>(Everyone)).ToDictionary(row => row.CodeKey);
        var sorted = command.Agencies.ToLookup(agency => WhatOf(agency, before.GetValueOrDefault(DirectoryEntry.KeyOf(agency.Code))));
        var named = command.Agencies.Select(agency => DirectoryEntry.KeyOf(agency.Code)).ToHashSet();
        var ofSource = before.Values.Where(row => row.Active && row.Source == command.Source).ToList();
        var gone = ofSource.Where(row => !named.Contains(row.CodeKey)).ToList();
        if (gone.Count > Told && gone.Count * 2 > ofSource.Count && !command.EvenIfShrunk)
            return Shrunk(gone.Count, ofSource.Count);

        await DirectoryRows.Add(session, [.. sorted[What.Added].Select(RowOf)]);
        await DirectoryRows.Replace(session, [.. sorted[What.Changed].Select(RowOf)]);
        await DirectoryRows.Retire(session, [.. gone.Select(row => row.CodeKey)]);
        var answer = new Answer(
            First(sorted[What.Added]), First(sorted[What.Changed]), First(gone.Select(row => row.Code)), First(sorted[What.ByHand]),
            sorted[What.Unchanged].Count());
        await session.Record(DirectoryEntry.Subject, "directory-list-taken", by, new { command.Source, answer });
        return answer;

        // a list without mail addresses does not take away those that are known
        DirectoryRow RowOf(ListedAgency agency) =>
            (agency with { Mail = agency.Mail ?? before.GetValueOrDefault(DirectoryEntry.KeyOf(agency.Code))?.Mail })
                .ToRow(command.Source, active: true, session.Now);

        What WhatOf(ListedAgency agency, DirectoryRow? row) => row switch
        {
            null => What.Added,
            { Source: DirectoryEntry.ByHand } => What.ByHand,
            _ when RowOf(agency) == row with { Source = command.Source, ChangedAt = session.Now } && row.Source == command.Source =>
                What.Unchanged,
            _ => What.Changed,
        };
    }

    private enum What
    {
        Added,
        Changed,
        Unchanged,
        ByHand,
    }

    private static Some First(IEnumerable<ListedAgency> agencies) => First(agencies.Select(agency => agency.Code));

    private static Some First(IEnumerable<string> codes)
    {
        var sorted = codes.Order(StringComparer.Ordinal).ToList();
        return new Some(sorted.Count, [.. sorted.Take(Told)]);
    }

    private static Refusal Shrunk(int gone, int before) => Refusal.Conflict("directory.list-shrunk",
        $"Danh sách này thiếu {gone} trong {before} cơ quan mà nó từng có; nếu đúng như vậy, hãy xác nhận rồi nhập lại.",
        $"This list lacks {gone} of the {before} agencies that it had; if that is right, say so and take it again.");

    private const string Everyone = """
        select code_key, code, old_key, old_code, name, folded_name, parent_key, parent_code, mail, active, test, source, changed_at
        from identity_directory
        """;
}
