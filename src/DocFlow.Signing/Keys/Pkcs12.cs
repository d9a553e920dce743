using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Keys;

/// <summary>Makes PKCS#12 files.</summary>
public static class Pkcs12
{
    // A PIN is short, so each guess must cost; 100,000 rounds take about 30 ms and stay under .NET's own loading limits.
    private static readonly PbeParameters Protection = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 100_000);

    /// <summary>A PKCS#12 file (PBES2, AES-256, SHA-256) with a certificate, its private key and the certificates above it.</summary>
    public static byte[] Create(X509Certificate2 certificateWithKey, IEnumerable<X509Certificate2> chain, string pin)
    {
        if (!certificateWithKey.HasPrivateKey)
            throw new ArgumentException("The certificate comes without its private key.", nameof(certificateWithKey));

        var all = new X509Certificate2Collection(certificateWithKey);
        foreach (var certificate in chain)
            all.Add(X509CertificateLoader.LoadCertificate(certificate.RawData)); // never anyone else's private key
        return all.ExportPkcs12(Protection, pin);
    }
}
