using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Signatures;

/// <summary>Everything between the first and the third step of signing; plain data, so that the key may be in another building.</summary>
public sealed record PreparedSignature
{
    /// <summary>The field that is being signed.</summary>
    public required string Field { get; init; }

    /// <summary>Whether this signature certifies the file (the first one does).</summary>
    public required bool IsCertification { get; init; }

    /// <summary>The length of the file it was prepared on.</summary>
    public required long Start { get; init; }

    /// <summary>The update that follows the file, the room for the signature still empty.</summary>
    public required byte[] Update { get; init; }

    /// <summary>Where in <see cref="Update"/> that room begins (at its "&lt;").</summary>
    public required int RoomAt { get; init; }

    /// <summary>How long it is, "&lt;" and "&gt;" included.</summary>
    public required int RoomLength { get; init; }

    /// <summary>The name of the digest, such as SHA256.</summary>
    public required string Hash { get; init; }

    /// <summary>How an RSA key signs: Pkcs1 or Pss.</summary>
    public string Padding { get; init; } = nameof(RSASignaturePadding.Pkcs1);

    /// <summary>The digest of the byte range.</summary>
    public required byte[] DocumentDigest { get; init; }

    /// <summary>The DER of the signed attributes.</summary>
    public required byte[] SignedAttributes { get; init; }

    /// <summary>What the key holder signs: the digest of the signed attributes.</summary>
    public required byte[] ToBeSigned { get; init; }

    /// <summary>The signer's certificate in DER.</summary>
    public required byte[] Signer { get; init; }

    /// <summary>The certificates above it in DER, nearest first.</summary>
    public required IReadOnlyList<byte[]> Chain { get; init; }

    /// <summary>
    /// Whether what the key holder signs is what the rest says: whoever altered this record on its way would have to alter the signed
    /// digest too.
    /// </summary>
    internal bool IsOfOnePiece(X509Certificate2 signer)
    {
        var hash = new HashAlgorithmName(Hash);
        return SignedAttributes.AsSpan().SequenceEqual(CadesBuilder.SignedAttributes(DocumentDigest, signer, hash))
            && ToBeSigned.AsSpan().SequenceEqual(CryptographicOperations.HashData(hash, SignedAttributes));
    }

    internal SignatureScheme SchemeOf(X509Certificate2 signer)
    {
        var padding = Padding == nameof(RSASignaturePadding.Pss) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return SignatureScheme.Of(signer, new HashAlgorithmName(Hash), padding);
    }
}
