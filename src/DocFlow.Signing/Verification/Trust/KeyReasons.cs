using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>Constraints on keys and algorithms (TT 15/2025/TT-BKHCN, Annex I; ETSI TS 119 312).</summary>
internal static class KeyReasons
{
    private const int RsaBits = 2048;
    private const int CurveBits = 256;

    public static IEnumerable<Finding> Of(X509Certificate2 signer, IReadOnlyList<X509Certificate2> path)
    {
        const X509KeyUsageFlags Signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
        if (signer.Extensions.OfType<X509KeyUsageExtension>().Any(usage => (usage.KeyUsages & Signing) == 0))
            yield return TrustReasons.MayNotSign;
        if (path.Any(one => !IsLongEnough(one)))
            yield return TrustReasons.WeakKey;
        if (path.SkipLast(1).Any(one => !CertificateSignature.IsStrong(one)))
            yield return TrustReasons.WeakCertificate;
    }

    private static bool IsLongEnough(X509Certificate2 certificate) =>
        CertificateKeys.Rsa(certificate)?.KeySize >= RsaBits || CertificateKeys.Curve(certificate)?.KeySize >= CurveBits;
}
