using DocFlow.EdXml.Writing;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Transports;

/// <summary>An exchange or another node that we hand packets to and, where it is polled, collect ours from.</summary>
public sealed record Peer
{
    /// <summary>The gateway of VPCP and VNPT, and every DocFlow.</summary>
    public const string Vxp = "vxp";

    /// <summary>A province's REST form.</summary>
    public const string Provincial = "provincial";

    /// <summary>It wants a recall as a status packet (13).</summary>
    public const string ByStatus = "status";

    /// <summary>It wants a recall as a document message (type 1).</summary>
    public const string ByMessage = "message";

    /// <summary>Its agency code, or any name that an administrator gave it; whoever bears it as its code is reached by it.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Dialect { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>What our system is called there.</summary>
    public required string SystemId { get; init; }

    public required string ProtectedSecret { get; init; }

    /// <summary>The provincial form signs in with a name and a password, too.</summary>
    public string? UserName { get; init; }

    public string? ProtectedPassword { get; init; }

    /// <summary>The TLS certificate with its key by which it knows us, where it wants one.</summary>
    public string? ProtectedCertificate { get; init; }

    /// <summary>That certificate's SHA-256, which it binds to us.</summary>
    public string? CertificatePrint { get; init; }

    public DateTimeOffset? CertificateUntil { get; init; }

    /// <summary>Whose word for its own certificate is taken (PEM); without it the machine's authorities.</summary>
    public string? TrustedCertificate { get; init; }

    /// <summary>The order of elements that it wants: "vpcp" or "vnpt".</summary>
    public required string Layout { get; init; }

    /// <summary>Whether we collect there what waits for us.</summary>
    public bool? Polled { get; init; }

    /// <summary>Whether it takes packets for everybody who is not reached otherwise: the national axis, a province's.</summary>
    public bool? TakesOthers { get; init; }

    public required bool Active { get; init; }

    /// <summary>How it wants to be asked for a document back; null: by status.</summary>
    public string? RecallBy { get; init; }

    /// <summary>It has given a receipt: it is a DocFlow.</summary>
    public bool? GivesReceipts { get; init; }

    /// <summary>Failures of its line in a row.</summary>
    public required int Failures { get; init; }

    /// <summary>Until when nothing is sent there; then one packet tries whether it is back.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    public string? LastError { get; init; }

    public DateTimeOffset? PolledAt { get; init; }

    public string? PollError { get; init; }

    /// <summary>A layout by its word.</summary>
    public static Layout LayoutOf(string? word) => word == "vnpt" ? EdXml.Writing.Layout.Vnpt : EdXml.Writing.Layout.Vpcp;

    public static Task<Peer?> Find(ReadSession session, string code) => session.Find<Peer>(ByCode, new { Code = code });

    public static Task<IReadOnlyList<Peer>> All(ReadSession session) => session.List<Peer>(ByName);

    internal const string Columns = """
        code, name, dialect, endpoint, system_id, protected_secret, user_name, protected_password, layout, polled, takes_others, active,
        recall_by, failures, open_until, last_error, polled_at, poll_error, protected_certificate, certificate_print, certificate_until,
        trusted_certificate, gives_receipts
        """;

    private const string ByCode = $"""
        select {Columns}
        from dispatch_peer
        where code = @Code
        """;

    private const string ByName = $"""
        select {Columns}
        from dispatch_peer
        order by name, code
        """;
}
