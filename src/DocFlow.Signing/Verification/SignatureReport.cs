namespace DocFlow.Signing.Verification;

/// <summary>The verdict on one signature.</summary>
public sealed record SignatureReport
{
    /// <summary>The full name of its field.</summary>
    public required string Field { get; init; }

    /// <summary>What it was signed for.</summary>
    public SignatureKind Kind { get; init; }

    /// <summary>The main indication.</summary>
    public required Indication Indication { get; init; }

    /// <summary>The sub-indication; null when passed.</summary>
    public required string? SubIndication { get; init; }

    /// <summary>Whether the signed bytes are untouched.</summary>
    public required IntegrityState Integrity { get; init; }

    /// <summary>Whether the signer is who the policy trusts.</summary>
    public required TrustState Trust { get; init; }

    /// <summary>Whether the certificate was revoked.</summary>
    public required RevocationState Revocation { get; init; }

    /// <summary>What was changed after it.</summary>
    public required ChangeState Changes { get; init; }

    /// <summary>The common name in the signer's certificate.</summary>
    public required string? Signer { get; init; }

    /// <summary>The organisation in the signer's certificate.</summary>
    public required string? Agency { get; init; }

    /// <summary>The time the signer claims (/M); proved by nobody at level B-B.</summary>
    public required DateTimeOffset? SignedAt { get; init; }

    /// <summary>The time before which it is proven to have been there; null when nothing proves any.</summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>What proves it.</summary>
    public Sentence? ProvenBy { get; init; }

    /// <summary>
    /// The PAdES level as far as what it needs was found and validated: "PAdES-B-B", "PAdES-B-T", "PAdES-B-LT", "PAdES-B-LTA"; "CMS"
    /// for older forms; "RFC3161" for a document time-stamp.
    /// </summary>
    public required string Level { get; init; }

    /// <summary>Whether the file ends where this signature's coverage ends.</summary>
    public required bool CoversWholeFile { get; init; }

    /// <summary>Whether it is the certification (DocMDP).</summary>
    public required bool Certifies { get; init; }

    /// <summary>The thumbprint (SHA-256, hexadecimal) of the signer's certificate.</summary>
    public required string? CertificateSha256 { get; init; }

    /// <summary>What of the file it covers; null when that is not well-formed.</summary>
    public CoverageReport? Coverage { get; init; }

    /// <summary>The certificates from the signer's up to the anchor, or as far as one got.</summary>
    public IReadOnlyList<CertificateReport> Chain { get; init; } = [];

    /// <summary>The revocation evidence that counted.</summary>
    public IReadOnlyList<RevocationReport> Evidence { get; init; } = [];

    /// <summary>The time-stamp that came with the signature; null without one.</summary>
    public StampReport? Stamp { get; init; }

    /// <summary>With what it was made; null when it cannot be read.</summary>
    public AlgorithmReport? Algorithms { get; init; }

    /// <summary>First line for people: integrity.</summary>
    public required Sentence IntegrityLine { get; init; }

    /// <summary>Second line for people: identity and trust.</summary>
    public required Sentence TrustLine { get; init; }

    /// <summary>Third line for people: changes after signing.</summary>
    public required Sentence ChangesLine { get; init; }

    /// <summary>Everything that speaks against it, worst first.</summary>
    public required IReadOnlyList<Finding> Reasons { get; init; }
}
