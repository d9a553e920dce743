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

    /// <summary>The RSA key, or null; throws <see cref="CryptographicException"/> when it is damaged.</summary>
    public static RSA? Rsa(X509Certificate2 certificate) => Of(certificate).Rsa;

    /// <summary>The key on a curve, or null; throws <see cref="CryptographicException"/> when it is damaged.</summary>
    public static ECDsa? Curve(X509Certificate2 certificate) => Of(certificate).Curve;

    /// <summary>Whether the key may sign with PSS only.</summary>
    public static bool IsPssOnly(X509Certificate2 certificate) => certificate.PublicKey.Oid.Value == Oids.RsaPss;

    private static Keys Of(X509Certificate2 certificate) => Known.GetValue(certificate,
        one => new Keys(IsPssOnly(one) ? PssOnly(one) : one.GetRSAPublicKey(), one.GetECDsaPublicKey()));

    private static RSA PssOnly(X509Certificate2 certificate)
    {
        var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(certificate.PublicKey.EncodedKeyValue.RawData, out _);
        return rsa;
    }

    private sealed record Keys(RSA? Rsa, ECDsa? Curve);
}
