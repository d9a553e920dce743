using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Evidence;

/// <summary>
/// A time-stamp token taken apart (RFC 3161 2.4.2): somebody's word that a digest existed at a moment. Whether that somebody is trusted is
/// for the reader of <see cref="Signer"/> to decide.
/// </summary>
public sealed class TimeStampToken
{
    private readonly CmsSignature _cms;

    private TimeStampToken(ReadOnlyMemory<byte> encoded, CmsSignature cms)
    {
        _cms = cms;
        Encoded = encoded;
        Binding = cms.Binding == SigningCertificateBinding.Missing ? OlderBinding(cms) : cms.Binding;
        var info = Info(cms.Content);
        Policy = info.ReadObjectIdentifier();
        var imprint = info.ReadSequence();
        Hash = Oids.StrongHash(Algorithm(imprint.ReadSequence()));
        Imprint = imprint.ReadOctetString();
        imprint.ThrowIfNotEmpty();
        SerialNumber = info.ReadIntegerBytes();
        Time = info.ReadGeneralizedTime();
        if (Follows(info, Asn1Tag.Sequence))
            Accuracy = ReadAccuracy(info.ReadSequence());
        if (Follows(info, Asn1Tag.Boolean))
            info.ReadBoolean();
        if (Follows(info, Asn1Tag.Integer))
            Nonce = info.ReadInteger();
        if (Follows(info, new Asn1Tag(TagClass.ContextSpecific, 0)))
            info.ReadEncodedValue();
        if (Follows(info, new Asn1Tag(TagClass.ContextSpecific, 1)))
            CriticalExtensions.Refuse(info.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 1)));
        info.ThrowIfNotEmpty();
    }

    /// <summary>The whole token in DER, as it is kept in signatures and documents.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The moment at which the digest was there, in UTC.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>By how much <see cref="Time"/> may be wrong; null when the authority does not say.</summary>
    public TimeSpan? Accuracy { get; }

    /// <summary>The algorithm of the digest that was stamped; null when it is too weak or unknown.</summary>
    public HashAlgorithmName? Hash { get; }

    /// <summary>The digest that was stamped.</summary>
    public byte[] Imprint { get; }

    /// <summary>The number that the asker had chosen to know the answer by.</summary>
    public BigInteger? Nonce { get; }

    /// <summary>The authority's policy, an object identifier.</summary>
    public string Policy { get; }

    /// <summary>The token's number at its authority, big-endian.</summary>
    public ReadOnlyMemory<byte> SerialNumber { get; }

    /// <summary>The authority's certificate; null when it did not come along.</summary>
    public X509Certificate2? Signer => _cms.Signer;

    /// <summary>Every certificate that came along.</summary>
    public IReadOnlyList<X509Certificate2> Certificates => _cms.Certificates;

    /// <summary>Whether the signed attributes name the signer's certificate (RFC 5035, RFC 5816; also by SHA-1, RFC 2634).</summary>
    public SigningCertificateBinding Binding { get; }

    /// <summary>Parts of the token that no signature covers, by name.</summary>
    public IReadOnlyList<string> UnsignedParts => _cms.UnsignedParts;

    internal SignatureScheme? Scheme => _cms.Scheme;

    /// <summary>Whether the digest that was stamped and the token's own algorithms are ones we still trust.</summary>
    public bool IsStrong => Hash is not null && _cms.IsStrong;

    /// <summary>Whether the signer's key signed these words.</summary>
    public bool IsSignedBySigner => _cms.Hash is { } hash && _cms.IsSignedBySigner
        && CryptographicOperations.HashData(hash, _cms.Content.Span).AsSpan().SequenceEqual(_cms.MessageDigest);

    /// <summary>Whether the signer's certificate is for stamping and nothing else, and says so critically (RFC 3161 2.3).</summary>
    public bool IsSignerForStamping => Signer is { } signer && IsForStamping(signer);

    /// <summary>Whether a certificate is for stamping only, and says so critically (RFC 3161 2.3).</summary>
    internal static bool IsForStamping(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToList() is [{ Critical: true } usage]
        && usage.EnhancedKeyUsages.Count == 1 && usage.EnhancedKeyUsages[0].Value == Oids.TimeStamping;

    /// <summary>Reads a token: DER, one signer, the words inside, every byte accounted for. Throws <see cref="CmsMalformed"/>.</summary>
    public static TimeStampToken Read(ReadOnlyMemory<byte> der) => Read(der, new CertificateShelf());

    /// <summary>The same with certificates that were perhaps decoded before.</summary>
    internal static TimeStampToken Read(ReadOnlyMemory<byte> der, CertificateShelf shelf)
    {
        try
        {
            return new TimeStampToken(der, CmsReader.Read(der, shelf, Oids.TimeStampInfo));
        }
        catch (Exception fault) when (fault is AsnContentException or CryptographicException or OverflowException)
        {
            throw new CmsMalformed("The time-stamp token is not well-formed DER.", fault);
        }
    }

    /// <summary>Whether this digest, made with <see cref="Hash"/>, is the one that was stamped.</summary>
    public bool Covers(ReadOnlySpan<byte> digest) => Hash is not null && digest.SequenceEqual(Imprint);

    private static AsnReader Info(ReadOnlyMemory<byte> content)
    {
        var outer = new AsnReader(content, AsnEncodingRules.DER);
        var info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return info.ReadInteger() == 1 ? info : throw new CmsMalformed("The time-stamp token is of an unknown version.");
    }

    private static string Algorithm(AsnReader algorithm)
    {
        var oid = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
            algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
        return oid;
    }

    // seconds, [0] milliseconds, [1] microseconds
    private static TimeSpan ReadAccuracy(AsnReader accuracy)
    {
        var sum = Follows(accuracy, Asn1Tag.Integer) ? TimeSpan.FromSeconds((int)accuracy.ReadInteger()) : TimeSpan.Zero;
        for (var unit = 0; unit < 2; unit++)
        {
            var tag = new Asn1Tag(TagClass.ContextSpecific, unit);
            if (Follows(accuracy, tag))
                sum += (unit == 0 ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMicroseconds(1)) * (int)accuracy.ReadInteger(tag);
        }

        accuracy.ThrowIfNotEmpty();
        return sum;
    }

    private static bool Follows(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);

    private static SigningCertificateBinding OlderBinding(CmsSignature cms) => SignedAttributesReader.OlderBinding(
        SignedAttributesReader.Read(new AsnReader(cms.SignedAttributes, AsnEncodingRules.DER).ReadSetOf()), cms.Signer);
}
