using System.Security.Cryptography;
using System.Text;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>An agency that we exchange documents with.</summary>
public sealed record Partner
{
    /// <summary>Its id here.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its agency code.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What its system calls itself in the headers of a request.</summary>
    public required string SystemId { get; init; }

    /// <summary>Whether it may collect and send now.</summary>
    public required bool Active { get; init; }

    /// <summary>The SHA-256 of the TLS certificate that its calls must show; null: none.</summary>
    public string? CertificateSha256 { get; init; }

    /// <summary>All of them, by name.</summary>
    public static Task<IReadOnlyList<Partner>> All(ReadSession session) => session.List<Partner>(ByName);

    /// <summary>The one with this agency code, or null.</summary>
    public static Task<Partner?> OfCode(ReadSession session, string code) => session.Find<Partner>(ByCode, new { Code = code });

    /// <summary>The same, together with what is asked next.</summary>
    public static Task<Later<IReadOnlyList<Partner>>> Ask(ReadSession session, string code) =>
        session.Ask<Partner>(ByCode, new { Code = code });

    /// <summary>The one with this agency code or another code of the same agency, or null.</summary>
    public static async Task<Partner?> OfAgency(ReadSession session, string code)
    {
        if (await OfCode(session, code) is { } partner)
            return partner;
        return await session.List<Partner>(ByAnyCode, await DirectoryEntry.Codes(session, code)) is [var other, ..] ? other : null;
    }

    /// <summary>The same of many, with few looks; by the codes as they were said.</summary>
    public static async Task<IReadOnlyDictionary<string, Partner>> OfAgencies(ReadSession session, IReadOnlyCollection<BothCodes> agencies)
    {
        var codes = agencies.SelectMany(one => new[] { one.Said, one.InForce, one.Old }).Distinct();
        var known = new Dictionary<string, Partner>();
        foreach (var some in codes.Chunk(DirectoryEntry.AtOnce))
        {
            var (names, values) = DirectoryRows.Parameters(some);
            foreach (var partner in await session.List<Partner>(ByCodes(names), values))
                known[partner.Code] = partner;
        }

        return agencies
            .Select(one => (one.Said, Partner: Known(one.Said) ?? Known(one.InForce) ?? Known(one.Old)))
            .Where(one => one.Partner is not null)
            .ToDictionary(one => one.Said, one => one.Partner!);

        Partner? Known(string code) => known.GetValueOrDefault(code);
    }

    internal const string Columns = "id, code, name, system_id, active, certificate_print as certificate_sha256";

    private const string ByName = $"""
        select {Columns}
        from identity_partner
        order by name
        """;

    private const string ByCode = $"""
        select {Columns}
        from identity_partner
        where code = @Code
        """;

    private static string ByCodes(string codes) => $"""
        select {Columns}
        from identity_partner
        where code in ({codes})
        """;

    private const string ByAnyCode = $"""
        select {Columns}
        from identity_partner
        where code in (@Said, @InForce, @Old)
        """;
}

/// <summary>
/// The HMAC secrets that we share with partners: kept encrypted under a key that lies in the data folder, not in the database.
/// </summary>
public sealed class PartnerSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("DocFlow.PartnerSecret");

    private sealed record KeyedRow
    {
        public required Guid Id { get; init; }

        public required string Code { get; init; }

        public required string Name { get; init; }

        public required string SystemId { get; init; }

        public required bool Active { get; init; }

        public string? CertificateSha256 { get; init; }

        public required string ProtectedSecret { get; init; }

        public Partner Partner() => new()
        {
            Id = Id,
            Code = Code,
            Name = Name,
            SystemId = SystemId,
            Active = Active,
            CertificateSha256 = CertificateSha256,
        };
    }

    /// <summary>A fresh secret of 256 bits, as the partner types it in.</summary>
    public static string Fresh() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The bytes that key the HMAC of a partner: its secret's text in UTF-8; null when there is no such active partner.</summary>
    public async Task<byte[]?> Of(ReadSession session, Guid partner) =>
        await session.Find<string>(Secret, new { Id = partner, Active = true }) is { } kept ? Open(kept) : null;

    /// <summary>The active partner whose system this is, with its secret, in one statement; nulls when there is none.</summary>
    public async Task<(Partner? Partner, byte[]? Secret)> OfSystem(ReadSession session, string systemId) =>
        await session.Find<KeyedRow>(BySystem, new { SystemId = systemId, Active = true }) is { } found
            ? (found.Partner(), Open(found.ProtectedSecret))
            : default;

    /// <summary>A secret as it may be kept in the database.</summary>
    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>The bytes that key the HMAC, of a secret as it was kept.</summary>
    public byte[] Open(string kept) => Encoding.UTF8.GetBytes(_protector.Unprotect(kept));

    private const string BySystem = $"""
        select {Partner.Columns}, protected_secret
        from identity_partner
        where system_id = @SystemId and active = @Active
        """;

    private const string Secret = """
        select protected_secret
        from identity_partner
        where id = @Id and active = @Active
        """;
}
