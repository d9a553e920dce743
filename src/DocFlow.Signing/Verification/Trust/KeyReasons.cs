using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>Constraints on keys and algorithms (TT 15/2025/TT-BKHCN, Annex I; ETSI TS 119 312), as of the moment that counts.</summary>
internal static class KeyReasons
{
    public static IEnumerable<Finding> Of(Question question, IReadOnlyList<X509Certificate2> path, DateTimeOffset moment)
    {
        if (!SigningFitness.MaySign(question.Certificate))
            yield return TrustReasons.MayNotSign;
        if (question.Stamps && !IsForStamping(question.Certificate))
            yield return TrustReasons.MayNotStamp;
        var lives = path.Select(AlgorithmLife.Of).ToList();
        if (lives.Contains(null))
            yield return TrustReasons.WeakKey;
        else if (lives.Min() is { } until && DateOnly.FromDateTime(moment.UtcDateTime) > until)
            yield return TrustReasons.Outlived(until);
        if (path.SkipLast(1).Any(one => !CertificateSignature.IsStrong(one)))
            yield return TrustReasons.WeakCertificate;
    }

    // RFC 3161 2.3: for this purpose only, and critical
    private static bool IsForStamping(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToList() is [{ Critical: true } usage]
        && usage.EnhancedKeyUsages.Count == 1 && usage.EnhancedKeyUsages[0].Value == Oids.TimeStamping;
}
