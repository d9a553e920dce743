using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Cms;

/// <summary>How a digest is signed. Weak digests have no scheme here.</summary>
/// <param name="Hash">SHA-256, SHA-384 or SHA-512.</param>
/// <param name="Rsa">The padding of an RSA signature; null for ECDSA.</param>
public sealed record SignatureScheme(HashAlgorithmName Hash, RSASignaturePadding? Rsa)
{
    /// <summary>The salt of a PSS signature where it is not as long as the digest (OpenSSL makes it as long as it can).</summary>
    public int? OddSalt { get; init; }

    /// <summary>
    /// What this signer's key makes of the padding asked for: keys on curves have none, and some RSA keys are for PSS only.
    /// </summary>
    public static SignatureScheme Of(X509Certificate2 signer, HashAlgorithmName hash, RSASignaturePadding padding) =>
        new(hash, signer.PublicKey.Oid.Value switch { Oids.EcPublicKey => null, Oids.RsaPss => RSASignaturePadding.Pss, _ => padding });

    /// <summary>Whether the signature over this data is the certificate's key's.</summary>
    public bool Verifies(X509Certificate2 certificate, ReadOnlySpan<byte> data, byte[] signature) =>
        VerifiesDigest(certificate, CryptographicOperations.HashData(Hash, data), signature);

    /// <summary>Whether the signature over this digest is the certificate's key's.</summary>
    public bool VerifiesDigest(X509Certificate2 certificate, byte[] digest, byte[] signature)
    {
        try
        {
            if (Rsa is null)
                return CertificateKeys.Curve(certificate)?.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence) == true;
            if (CertificateKeys.Rsa(certificate) is not { } rsa)
                return false;
            return OddSalt is { } salt
                ? PssEncoding.Verifies(rsa, digest, signature, (Hash, salt))
                : rsa.VerifyHash(digest, signature, Hash, Rsa);
        }
        catch (CryptographicException)
        {
            return false; // a key or signature that cannot even be read is not a good one
        }
    }

    /// <summary>Reads an AlgorithmIdentifier; null when it is unknown or too weak.</summary>
    /// <param name="algorithm">What stands inside its sequence.</param>
    /// <param name="digest">The digest where it says bare rsaEncryption (RFC 5754 3.2).</param>
    internal static SignatureScheme? Read(AsnReader algorithm, HashAlgorithmName? digest = null)
    {
        var oid = algorithm.ReadObjectIdentifier();
        if (oid == Oids.RsaPss)
            return PssParameters.Read(algorithm);
        if (algorithm.HasData)
            algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
        if (oid == Oids.Rsa)
            return digest is { } known ? new SignatureScheme(known, RSASignaturePadding.Pkcs1) : null;
        if (Oids.StrongHash(oid) is not { } hash || oid == Oids.DigestOf(hash))
            return null;
        return new SignatureScheme(hash, oid == Oids.RsaWith(hash) ? RSASignaturePadding.Pkcs1 : null);
    }

    /// <summary>Writes the AlgorithmIdentifier (RFC 5754 3.2 and 3.3, RFC 4056).</summary>
    internal void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            if (Rsa == RSASignaturePadding.Pss)
            {
                writer.WriteObjectIdentifier(Oids.RsaPss);
                PssParameters.Write(writer, Hash);
                return;
            }

            writer.WriteObjectIdentifier(Rsa is null ? Oids.EcdsaWith(Hash) : Oids.RsaWith(Hash));
            if (Rsa is not null)
                writer.WriteNull();
        }
    }
}
