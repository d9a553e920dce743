using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Cms;

/// <summary>How a digest was signed: the padding or curve scheme and the digest. Weak digests have no scheme here.</summary>
internal sealed record SignatureScheme(HashAlgorithmName Hash, RSASignaturePadding? Rsa)
{
    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Second = new(TagClass.ContextSpecific, 1);

    /// <summary>
    /// Reads an AlgorithmIdentifier; null when it is unknown or too weak. <paramref name="digest"/> serves bare rsaEncryption.
    /// </summary>
    public static SignatureScheme? Read(AsnReader algorithm, HashAlgorithmName? digest = null)
    {
        var oid = algorithm.ReadObjectIdentifier();
        if (oid == Oids.RsaPss)
            return Pss(algorithm);
        if (algorithm.HasData)
            algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
        if (oid == Oids.Rsa)
            return digest is { } known ? new SignatureScheme(known, RSASignaturePadding.Pkcs1) : null;
        if (Oids.StrongHash(oid) is not { } hash)
            return null;
        return new SignatureScheme(hash, oid == Oids.RsaWith(hash) ? RSASignaturePadding.Pkcs1 : null);
    }

    /// <summary>Whether the signature over this data is the certificate's key's.</summary>
    public bool Verifies(X509Certificate2 certificate, ReadOnlySpan<byte> data, byte[] signature)
    {
        try
        {
            if (Rsa is null)
                return certificate.GetECDsaPublicKey()?.VerifyData(data, signature, Hash, DSASignatureFormat.Rfc3279DerSequence) == true;
            return certificate.GetRSAPublicKey()?.VerifyData(data, signature, Hash, Rsa) == true;
        }
        catch (CryptographicException)
        {
            return false; // a key or signature that cannot even be read is not a good one
        }
    }

    // RFC 4055 3.1: only the form everybody uses, one digest for both and a salt of its length
    private static SignatureScheme? Pss(AsnReader algorithm)
    {
        var parameters = algorithm.ReadSequence();
        algorithm.ThrowIfNotEmpty();
        if (!parameters.HasData || !parameters.PeekTag().HasSameClassAndValue(First))
            return null;

        var hash = Digest(parameters.ReadSequence(First).ReadSequence());
        var generator = parameters.ReadSequence(Second).ReadSequence();
        generator.ReadObjectIdentifier();
        var maskHash = Digest(generator.ReadSequence());
        var salt = parameters.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 2)).ReadInteger();
        return hash is { } name && maskHash == hash && salt == SaltOf(name) ? new SignatureScheme(name, RSASignaturePadding.Pss) : null;
    }

    private static HashAlgorithmName? Digest(AsnReader algorithm) => Oids.StrongHash(algorithm.ReadObjectIdentifier());

    private static int SaltOf(HashAlgorithmName hash) =>
        hash == HashAlgorithmName.SHA256 ? 32 : hash == HashAlgorithmName.SHA384 ? 48 : 64;
}
