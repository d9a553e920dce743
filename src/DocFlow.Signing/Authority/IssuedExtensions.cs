using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Authority;

/// <summary>The extensions of a certificate that a local authority issues (RFC 5280 4.2).</summary>
internal static class IssuedExtensions
{
    public static IEnumerable<X509Extension> Of(CertificateUse use, PublicKey key, X509Certificate2 issuer)
    {
        yield return new X509BasicConstraintsExtension(false, false, 0, true);
        yield return new X509KeyUsageExtension(use == CertificateUse.Signing
            ? X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation
            : X509KeyUsageFlags.DigitalSignature, true);
        yield return new X509SubjectKeyIdentifierExtension(key, false);
        yield return X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false);
        if (use == CertificateUse.TimeStamping)
            yield return new X509EnhancedKeyUsageExtension([new Oid(Oids.TimeStamping)], critical: true); // RFC 3161 2.3
        if (use != CertificateUse.OcspSigning)
            yield break;
        yield return new X509EnhancedKeyUsageExtension([new Oid(Oids.OcspSigning)], critical: false);
        yield return new X509Extension(Oids.OcspNoCheck, Null(), critical: false); // RFC 6960 4.2.2.2.1
    }

    /// <summary>Where to ask whether the certificate is revoked, and where its issuer's certificate is.</summary>
    public static IEnumerable<X509Extension> Places(Uri address)
    {
        yield return new X509AuthorityInformationAccessExtension(
            [new Uri(address, "ocsp").AbsoluteUri], [new Uri(address, "ca.cer").AbsoluteUri], critical: false);
        yield return CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([new Uri(address, "ca.crl").AbsoluteUri]);
    }

    private static byte[] Null()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteNull();
        return writer.Encode();
    }
}
