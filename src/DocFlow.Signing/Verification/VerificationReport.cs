namespace DocFlow.Signing.Verification;

/// <summary>One sentence for people, in both languages of the house.</summary>
public sealed record Sentence(string Vietnamese, string English);

/// <summary>
/// One thing that speaks against a signature or a file, or is merely worth knowing (then <see cref="Weight"/> is TotalPassed).
/// </summary>
public sealed record Finding(Indication Weight, string Code, Sentence Text)
{
    internal static Finding Failed(string code, string vietnamese, string english) =>
        new(Indication.TotalFailed, code, new Sentence(vietnamese, english));

    internal static Finding Undecided(string code, string vietnamese, string english) =>
        new(Indication.Indeterminate, code, new Sentence(vietnamese, english));

    internal static Finding Note(string code, string vietnamese, string english) =>
        new(Indication.TotalPassed, code, new Sentence(vietnamese, english));
}

/// <summary>The verdict on a file: the worst of its signatures and of the findings about the file itself.</summary>
/// <param name="Verdict">The sum.</param>
/// <param name="Policy">The name of the policy that was applied.</param>
/// <param name="At">The moment for which it holds.</param>
/// <param name="Signatures">One entry a signature, in the order of signing.</param>
/// <param name="Findings">What concerns the file as a whole.</param>
public sealed record VerificationReport(
    Verdict Verdict, string Policy, DateTimeOffset At, IReadOnlyList<SignatureReport> Signatures, IReadOnlyList<Finding> Findings)
{
    /// <summary>The saved versions since the first signature, the oldest first; empty when the file ends with that signature.</summary>
    public IReadOnlyList<RevisionReport> Revisions { get; init; } = [];
}

/// <summary>The verdict on one signature.</summary>
public sealed record SignatureReport
{
    /// <summary>The full name of its field.</summary>
    public required string Field { get; init; }

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

    /// <summary>The PAdES level as far as it was checked: "PAdES-B-B", or "CMS" for older forms.</summary>
    public required string Level { get; init; }

    /// <summary>Whether the file ends where this signature's coverage ends.</summary>
    public required bool CoversWholeFile { get; init; }

    /// <summary>Whether it is the certification (DocMDP).</summary>
    public required bool Certifies { get; init; }

    /// <summary>The thumbprint (SHA-256, hexadecimal) of the signer's certificate.</summary>
    public required string? CertificateSha256 { get; init; }

    /// <summary>First line for people: integrity.</summary>
    public required Sentence IntegrityLine { get; init; }

    /// <summary>Second line for people: identity and trust.</summary>
    public required Sentence TrustLine { get; init; }

    /// <summary>Third line for people: changes after signing.</summary>
    public required Sentence ChangesLine { get; init; }

    /// <summary>Everything that speaks against it, worst first.</summary>
    public required IReadOnlyList<Finding> Reasons { get; init; }
}
