using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Dispatch.Proof;

/// <summary>The public key of another agency's node, brought by an administrator: only with it can a receipt of theirs pass.</summary>
public sealed record PinnedKey
{
    public required string AgencyCode { get; init; }

    /// <summary>Its fingerprint.</summary>
    public required string KeyId { get; init; }

    /// <summary>SubjectPublicKeyInfo in base64.</summary>
    public required string NodeKey { get; init; }

    public required DateTimeOffset PinnedAt { get; init; }

    public required string PinnedByName { get; init; }

    /// <summary>All of them.</summary>
    public static Task<IReadOnlyList<PinnedKey>> All(ReadSession session) => session.List<PinnedKey>(Every);

    /// <summary>The keys of one agency, whichever form its code has.</summary>
    public static async Task<IReadOnlyCollection<string>> Of(ReadSession session, string agencyCode)
    {
        var code = await DirectoryEntry.CodeInForce(session, agencyCode);
        return [.. (await session.List<PinnedKey>(OfAgency, new { Code = code })).Select(pin => pin.NodeKey)];
    }

    internal const string Columns = "agency_code, key_id, node_key, pinned_at, pinned_by_name";

    private const string OfAgency = $"""
        select {Columns}
        from dispatch_pinned_key
        where agency_code = @Code
        """;

    private const string Every = $"""
        select {Columns}
        from dispatch_pinned_key
        order by agency_code, pinned_at
        """;
}
