using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Keys;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>Constraints on keys and algorithms (TT 15/2025/TT-BKHCN, Annex I; ETSI TS 119 312), as of the moment that counts.</summary>
internal static class KeyReasons
{
    private static readonly string[] Others =
    [
        "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3", Oids.TimeStamping, Oids.OcspSigning, // web server, program code
    ];

    public static IEnumerable<Finding> Of(Question question, IReadOnlyList<X509Certificate2> path, DateTimeOffset moment)
    {
        if (!SigningFitness.MaySign(question.Certificate) || (!question.Stamps && IsForOthersOnly(question.Certificate)))
            yield return TrustReasons.MayNotSign;
        if (question.Stamps && !TimeStampToken.IsForStamping(question.Certificate))
            yield return TrustReasons.MayNotStamp;
        var lives = path.Select(AlgorithmLife.Of).ToList();
        if (lives.Contains(null))
            yield return TrustReasons.WeakKey;
        else if (lives.Min() is { } until && DateOnly.FromDateTime(moment.UtcDateTime) > until)
            yield return TrustReasons.Outlived(until);
        if (path.SkipLast(1).Any(one => !CertificateSignature.IsStrong(one)))
            yield return TrustReasons.WeakCertificate;
    }

    // RFC 5280 4.2.1.12: whoever runs a web server, answers about revocation or stamps times has not been made a signer by that
    private static bool IsForOthersOnly(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(one => one.EnhancedKeyUsages.OfType<Oid>()).ToList()
            is { Count: > 0 } usages && usages.TrueForAll(usage => Others.Contains(usage.Value));
}
