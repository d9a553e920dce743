using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Keys.Files;

/// <summary>Private keys out of PKCS#8 (RFC 5958), and whose they are.</summary>
internal static class PrivateKeys
{
    /// <summary>The key, or null when it is of a kind that does not sign here.</summary>
    public static AsymmetricAlgorithm? Read(byte[] pkcs8)
    {
        var info = new AsnReader(pkcs8, AsnEncodingRules.BER).ReadSequence();
        info.ReadInteger();
        var kind = info.ReadSequence().ReadObjectIdentifier();
        return kind switch
        {
            Oids.Rsa => Load(RSA.Create(), rsa => rsa.ImportPkcs8PrivateKey(pkcs8, out _)),
            Oids.RsaPss => Load(RSA.Create(), rsa => rsa.ImportRSAPrivateKey(info.ReadOctetString(), out _)),
            Oids.EcPublicKey => Load(ECDsa.Create(), curve => curve.ImportPkcs8PrivateKey(pkcs8, out _)),
            _ => null,
        };
    }

    /// <summary>Whether the certificate is this key's.</summary>
    public static bool IsOf(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        var stated = certificate.PublicKey.EncodedKeyValue.RawData.AsSpan();
        if (key is RSA rsa)
            return certificate.PublicKey.Oid.Value is Oids.Rsa or Oids.RsaPss && stated.SequenceEqual(rsa.ExportRSAPublicKey());
        var point = ((ECDsa)key).ExportParameters(includePrivateParameters: false).Q;
        return certificate.PublicKey.Oid.Value == Oids.EcPublicKey && stated.SequenceEqual([(byte)4, .. point.X!, .. point.Y!]);
    }

    private static TKey Load<TKey>(TKey key, Action<TKey> import) where TKey : AsymmetricAlgorithm
    {
        try
        {
            import(key);
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw;
        }
    }
}
