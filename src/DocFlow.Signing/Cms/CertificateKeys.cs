using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Cms;

/// <summary>
/// The public key of a certificate, decoded once for as long as the certificate lives (OpenSSL takes ten times as long to decode a key as
/// to verify with it); also a key that is for PSS only (RFC 4055 1.2), which the platform passes over. Not to be disposed of.
/// </summary>
internal static class CertificateKeys
{
    private static readonly ConditionalWeakTable<X509Certificate2, Keys> Known = [];

    /// <summary>The RSA key; null when it is another kind or damaged.</summary>
    public static RSA? Rsa(X509Certificate2 certificate) => Of(certificate).Rsa;

    /// <summary>The key on a curve; null when it is another kind or damaged.</summary>
    public static ECDsa? Curve(X509Certificate2 certificate) => Of(certificate).Curve;

    /// <summary>Whether the key may sign with PSS only.</summary>
    public static bool IsPssOnly(X509Certificate2 certificate) => certificate.PublicKey.Oid.Value == Oids.RsaPss;

    private static Keys Of(X509Certificate2 certificate) => Known.GetValue(certificate, Decode);

    private static Keys Decode(X509Certificate2 certificate)
    {
        try
        {
            return new Keys(IsPssOnly(certificate) ? PssOnly(certificate) : certificate.GetRSAPublicKey(), certificate.GetECDsaPublicKey());
        }
        catch (CryptographicException)
        {
            return new Keys(null, null);
        }
    }

    private static RSA PssOnly(X509Certificate2 certificate)
    {
        var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(certificate.PublicKey.EncodedKeyValue.RawData, out _);
        return rsa;
    }

    private sealed record Keys(RSA? Rsa, ECDsa? Curve);
}
