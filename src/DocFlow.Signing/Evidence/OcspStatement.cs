using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Evidence;

/// <summary>How a responder took the question (RFC 6960 4.2.1).</summary>
public enum OcspResponseStatus
{
    /// <summary>There is an answer.</summary>
    Successful = 0,

    /// <summary>It did not understand the question.</summary>
    MalformedRequest = 1,

    /// <summary>It broke down.</summary>
    InternalError = 2,

    /// <summary>Ask again later.</summary>
    TryLater = 3,

    /// <summary>The question must be signed.</summary>
    SigRequired = 5,

    /// <summary>It does not answer this asker, or not about this issuer.</summary>
    Unauthorized = 6,
}

/// <summary>What a responder says of a certificate.</summary>
public enum OcspStatus
{
    /// <summary>Not revoked.</summary>
    Good,

    /// <summary>Revoked, or held.</summary>
    Revoked,

    /// <summary>The responder does not know it.</summary>
    Unknown,
}

/// <summary>One certificate's part of an OCSP answer (RFC 6960 4.2.1, SingleResponse).</summary>
[SuppressMessage("Security", "CA5350", Justification = "RFC 6960 names certificates by SHA-1; nothing is trusted because of it.")]
public sealed record OcspStatement
{
    /// <summary>id-sha1.</summary>
    internal const string Sha1 = "1.3.14.3.2.26";

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag One = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Two = new(TagClass.ContextSpecific, 2);

    /// <summary>The algorithm of the two hashes; null when it is unknown here.</summary>
    public required HashAlgorithmName? Hash { get; init; }

    /// <summary>The hash of the issuer's name.</summary>
    public required byte[] IssuerName { get; init; }

    /// <summary>The hash of the issuer's public key.</summary>
    public required byte[] IssuerKey { get; init; }

    /// <summary>The certificate's serial number, big-endian.</summary>
    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>What is said of it.</summary>
    public required OcspStatus Status { get; init; }

    /// <summary>Since when it is revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When this was known to be right.</summary>
    public DateTimeOffset ThisUpdate { get; init; }

    /// <summary>When there will be something newer; null when there is at any time.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>Whether this is the certificate meant.</summary>
    public bool Names(X509Certificate2 certificate, X509Certificate2 issuer) => Hash is { } hash
        && SerialNumber.Span.SequenceEqual(certificate.SerialNumberBytes.Span)
        && certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData)
        && CryptographicOperations.HashData(hash, issuer.SubjectName.RawData).AsSpan().SequenceEqual(IssuerName)
        && KeyHash(issuer, hash).AsSpan().SequenceEqual(IssuerKey);

    /// <summary>The hash of a public key's bits, without tag, length and unused bits (RFC 6960 4.1.1).</summary>
    internal static byte[] KeyHash(X509Certificate2 certificate, HashAlgorithmName hash) =>
        CryptographicOperations.HashData(hash, certificate.PublicKey.EncodedKeyValue.RawData);

    internal static OcspStatement Read(AsnReader single)
    {
        var id = single.ReadSequence();
        var hash = HashOf(id.ReadSequence().ReadObjectIdentifier());
        var statement = new OcspStatement
        {
            Hash = hash, IssuerName = id.ReadOctetString(), IssuerKey = id.ReadOctetString(), SerialNumber = id.ReadIntegerBytes(),
            Status = StatusOf(single.PeekTag()), RevokedAt = Revocation(single), ThisUpdate = single.ReadGeneralizedTime(),
            NextUpdate = single.HasData && single.PeekTag().HasSameClassAndValue(Zero)
                ? single.ReadSequence(Zero).ReadGeneralizedTime()
                : null,
        };
        id.ThrowIfNotEmpty();
        if (single.HasData)
            CriticalExtensions.Refuse(single.ReadSequence(One).ReadSequence());
        single.ThrowIfNotEmpty();
        return statement;
    }

    /// <summary>Writes a CertID with SHA-1 (RFC 6960 4.1.1).</summary>
    internal static void WriteId(AsnWriter writer, ReadOnlySpan<byte> issuerName, ReadOnlySpan<byte> issuerKey, ReadOnlySpan<byte> serial)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Sha1);
                writer.WriteNull();
            }

            writer.WriteOctetString(issuerName);
            writer.WriteOctetString(issuerKey);
            writer.WriteInteger(serial);
        }
    }

    private static OcspStatus StatusOf(Asn1Tag tag) => tag switch
    {
        _ when tag.HasSameClassAndValue(Zero) => OcspStatus.Good,
        _ when tag.HasSameClassAndValue(One) => OcspStatus.Revoked,
        _ when tag.HasSameClassAndValue(Two) => OcspStatus.Unknown,
        _ => throw new AsnContentException("A status of its own."),
    };

    private static DateTimeOffset? Revocation(AsnReader single)
    {
        if (single.PeekTag().HasSameClassAndValue(One))
            return single.ReadSequence(One).ReadGeneralizedTime();
        single.ReadNull(single.PeekTag());
        return null;
    }

    private static HashAlgorithmName? HashOf(string oid) => oid == Sha1 ? HashAlgorithmName.SHA1 : Cms.Oids.StrongHash(oid);
}
