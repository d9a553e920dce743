using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification.Time;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>What was found out about a signer's certificate.</summary>
internal sealed record TrustFinding(TrustState Trust, RevocationState Revocation, IReadOnlyList<Finding> Reasons)
{
    public static TrustFinding Nothing { get; } = new(TrustState.Unknown, RevocationState.Unknown, []);

    /// <summary>The certificates from the signer's up to the anchor, or as far as one got.</summary>
    public IReadOnlyList<X509Certificate2> Path { get; init; } = [];

    /// <summary>The earliest proof that the signature was there.</summary>
    public Proof? Proof { get; init; }

    /// <summary>What the signature time-stamp came to.</summary>
    public StampReport? Stamp { get; init; }

    public IReadOnlyList<RevocationReport> Evidence { get; init; } = [];

    /// <summary>
    /// Whether the file itself holds the evidence for the whole path (B-LT), and whether a document time-stamp covers it (B-LTA).
    /// </summary>
    public (bool IsLasting, bool IsArchived) Keeps { get; init; }

    /// <summary>The certificates of the path about whose revocation one would have to ask, each with its issuer.</summary>
    public IReadOnlyList<(X509Certificate2 Certificate, X509Certificate2 Issuer)> Unknown { get; init; } = [];

    /// <summary>Whether nothing speaks against it and everything needed is known.</summary>
    public bool IsPassed => Trust == TrustState.Trusted && Revocation == RevocationState.Good
        && Reasons.All(reason => reason.Weight == Indication.TotalPassed);
}
