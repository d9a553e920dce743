using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Evidence;

/// <summary>The question to a time-stamp authority (RFC 3161 2.4.1): stamp this digest.</summary>
/// <param name="Hash">The digest's algorithm: SHA-256, SHA-384 or SHA-512.</param>
/// <param name="Imprint">The digest.</param>
public sealed record TimeStampRequest(HashAlgorithmName Hash, byte[] Imprint)
{
    private const int Version = 1;

    /// <summary>The policy wished for, an object identifier; null leaves it to the authority.</summary>
    public string? Policy { get; init; }

    /// <summary>A number to know the answer by.</summary>
    public BigInteger? Nonce { get; init; }

    /// <summary>Whether the authority's certificate is to come along.</summary>
    public bool WantsCertificate { get; init; } = true;

    /// <summary>A number nobody can foresee, for <see cref="Nonce"/>.</summary>
    public static BigInteger NewNonce() => new(RandomNumberGenerator.GetBytes(12), isUnsigned: true, isBigEndian: true);

    /// <summary>The question in DER.</summary>
    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(Oids.DigestOf(Hash));
                writer.WriteOctetString(Imprint);
            }

            if (Policy is not null)
                writer.WriteObjectIdentifier(Policy);
            if (Nonce is { } nonce)
                writer.WriteInteger(nonce);
            if (WantsCertificate)
                writer.WriteBoolean(true);
        }

        return writer.Encode();
    }

    /// <summary>Reads a question; throws <see cref="CmsMalformed"/>, also for a digest that is too weak or of a wrong length.</summary>
    public static TimeStampRequest Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var parts = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            if (parts.ReadInteger() != Version)
                throw new CmsMalformed("The time-stamp request is of an unknown version.");
            var (hash, imprint) = ReadImprint(parts.ReadSequence());
            var request = new TimeStampRequest(hash, imprint)
            {
                Policy = Follows(parts, Asn1Tag.ObjectIdentifier) ? parts.ReadObjectIdentifier() : null,
                Nonce = Follows(parts, Asn1Tag.Integer) ? parts.ReadInteger() : null,
                WantsCertificate = Follows(parts, Asn1Tag.Boolean) && parts.ReadBoolean(),
            };
            if (parts.HasData)
                CriticalExtensions.Refuse(parts.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)));
            return request;
        }
        catch (AsnContentException fault)
        {
            throw new CmsMalformed("The time-stamp request is not well-formed DER.", fault);
        }
    }

    private static (HashAlgorithmName Hash, byte[] Imprint) ReadImprint(AsnReader parts)
    {
        var hash = Oids.StrongHash(parts.ReadSequence().ReadObjectIdentifier());
        var imprint = parts.ReadOctetString();
        return hash is { } name && imprint.Length == CryptographicOperations.HashData(name, []).Length
            ? (name, imprint)
            : throw new CmsMalformed("The digest to be stamped is too weak or of a wrong length.");
    }

    private static bool Follows(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);
}
