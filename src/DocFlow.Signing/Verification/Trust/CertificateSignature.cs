using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>The issuer's signature on a certificate.</summary>
internal static class CertificateSignature
{
    public static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData)
        && Read(certificate)?.IsSignedBy(issuer) == true;

    public static bool IsStrong(X509Certificate2 certificate) => Read(certificate)?.IsStrong == true;

    private static SignedDer? Read(X509Certificate2 certificate)
    {
        try
        {
            return SignedDer.Read(certificate.RawDataMemory);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
