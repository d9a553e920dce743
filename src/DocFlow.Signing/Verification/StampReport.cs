using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification;

/// <summary>The verdict on the time-stamp of a signature (EN 319 102-1 5.4).</summary>
/// <param name="Time">The moment it states.</param>
/// <param name="Authority">The common name in its signer's certificate.</param>
/// <param name="Indication">The main indication.</param>
/// <param name="SubIndication">The sub-indication; null when it passed.</param>
public sealed record StampReport(DateTimeOffset Time, string? Authority, Indication Indication, string? SubIndication)
{
    /// <summary>The certificates from the authority's up to the anchor, or as far as one got.</summary>
    public required IReadOnlyList<CertificateReport> Chain { get; init; }

    /// <summary>The revocation evidence that counted.</summary>
    public required IReadOnlyList<RevocationReport> Evidence { get; init; }

    /// <summary>Everything that speaks against it, worst first.</summary>
    public required IReadOnlyList<Finding> Reasons { get; init; }

    internal static StampReport Of(TimeStampToken token, TrustFinding trust, IReadOnlyList<Finding> faults)
    {
        var reasons = faults.Concat(trust.Reasons).OrderByDescending(reason => reason.Weight).ToList();
        var worst = reasons.Find(reason => reason.Weight != Indication.TotalPassed);
        return new StampReport(token.Time, token.Signer?.GetNameInfo(X509NameType.SimpleName, false),
            worst?.Weight ?? Indication.TotalPassed, worst?.Code)
        {
            Chain = CertificateReport.Of(trust.Path, trust.Trust == TrustState.Trusted), Evidence = trust.Evidence, Reasons = reasons,
        };
    }
}
