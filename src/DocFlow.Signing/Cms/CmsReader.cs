using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Cms;

/// <summary>
/// Reads a ContentInfo/SignedData as strictly as PAdES writes it: DER, one signer, nothing encapsulated, every byte accounted for.
/// What is read leniently here could be changed later without anybody noticing, since no signature covers it.
/// </summary>
public static class CmsReader
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag One = new(TagClass.ContextSpecific, 1);

    /// <summary>Takes the signature apart, or throws <see cref="CmsMalformed"/>.</summary>
    public static CmsSignature Read(ReadOnlyMemory<byte> der) => Read(der, new CertificateShelf());

    /// <summary>
    /// The same with certificates that were perhaps decoded before, and for content of this type, which anything but data carries inside.
    /// </summary>
    internal static CmsSignature Read(ReadOnlyMemory<byte> der, CertificateShelf shelf, string contentType = Oids.Data)
    {
        try
        {
            var outer = new AsnReader(der, CmsRules.Of(der.Span));
            var contentInfo = Only(outer.ReadSequence(), outer);
            Require(contentInfo.ReadObjectIdentifier() == Oids.SignedData, "it is not signed data");
            var tagged = Only(contentInfo.ReadSequence(Zero), contentInfo);
            return SignedData(Only(tagged.ReadSequence(), tagged), shelf, contentType);
        }
        catch (Exception fault) when (fault is AsnContentException or CryptographicException)
        {
            throw new CmsMalformed("The signature is not well-formed DER.", fault);
        }
    }

    private static CmsSignature SignedData(AsnReader data, CertificateShelf shelf, string contentType)
    {
        var version = data.ReadInteger();
        var digests = data.ReadSetOf();
        var digest = Only(digests.ReadEncodedValue(), digests);
        var content = data.ReadSequence();
        Require(content.ReadObjectIdentifier() == contentType, "it does not sign what it should");
        Require(contentType != Oids.Data || !content.HasData, "it carries the signed content inside");
        var inside = contentType == Oids.Data ? [] : Only(content.ReadSequence(Zero), content).ReadOctetString();
        var certificates = data.HasData && data.PeekTag().HasSameClassAndValue(Zero) ? Certificates(data, shelf) : [];
        var unsigned = new List<string>();
        if (data.HasData && data.PeekTag().HasSameClassAndValue(One))
        {
            data.ReadEncodedValue();
            unsigned.Add("crls");
        }

        var signers = data.ReadSetOf();
        data.ThrowIfNotEmpty();
        Require(signers.HasData, "it has no signer");
        var signer = signers.ReadSequence();
        Require(!signers.HasData, "it has more than one signer");
        return SignerInfo(signer, new Context(version, digest, certificates, unsigned) { Type = contentType, Content = inside });
    }

    private static CmsSignature SignerInfo(AsnReader info, Context context)
    {
        var byKeyIdentifier = (info.TryReadInt32(out var stated) ? stated : 0) switch
        {
            1 => false,
            3 => true,
            _ => throw Fault("its version is unknown"),
        };
        var version = byKeyIdentifier || context.Type != Oids.Data ? 3 : 1; // RFC 5652 5.1
        Require(context.Version == version, "its versions contradict each other");
        var signer = byKeyIdentifier ? ByKeyIdentifier(info, context) : ByIssuer(info, context);
        var digestAlgorithm = info.ReadEncodedValue();
        Require(digestAlgorithm.Span.SequenceEqual(context.Digest.Span), "its digest algorithms contradict each other");
        var hash = Digest(digestAlgorithm);
        Require(info.PeekTag().HasSameClassAndValue(Zero), "it has no signed attributes");
        var signedAttributes = info.PeekEncodedValue().ToArray();
        var attributes = SignedAttributesReader.Read(info.ReadSetOf(Zero));
        var scheme = SignatureScheme.Read(info.ReadSequence(), hash);
        var value = info.ReadOctetString();
        var unsigned = info.HasData ? SignedAttributesReader.Read(info.ReadSetOf(One)) : [];
        info.ThrowIfNotEmpty();
        ReadOnlyMemory<byte>? stamp = unsigned.Remove(Oids.SignatureTimeStamp, out var token) ? token : default(ReadOnlyMemory<byte>?);
        context.Unsigned.AddRange(unsigned.Keys);
        signedAttributes[0] = 0x31; // RFC 5652 5.4: digested as a SET OF, whatever its tag inside
        return new CmsSignature
        {
            Certificates = context.Certificates, Signer = signer, Hash = hash, UnsignedParts = context.Unsigned, Value = value,
            MessageDigest = SignedAttributesReader.MessageDigest(attributes, context.Type), SignedAttributes = signedAttributes,
            Binding = SignedAttributesReader.Binding(attributes, signer), Scheme = scheme?.Hash == hash ? scheme : null,
            StampToken = stamp, Content = context.Content,
        };
    }

    private static List<X509Certificate2> Certificates(AsnReader data, CertificateShelf shelf)
    {
        var found = new List<X509Certificate2>();
        for (var set = data.ReadSetOf(skipSortOrderValidation: true, Zero); set.HasData;)
            found.Add(shelf.Take(set.ReadEncodedValue()));
        return [.. found.Distinct<X509Certificate2>(ReferenceEqualityComparer.Instance)];
    }

    private static X509Certificate2? ByIssuer(AsnReader info, Context context)
    {
        var sid = info.ReadSequence();
        var issuer = sid.ReadEncodedValue();
        var serial = Only(sid.ReadIntegerBytes(), sid);
        return context.Certificates.Find(one => one.IssuerName.RawData.AsSpan().SequenceEqual(issuer.Span)
            && one.SerialNumberBytes.Span.SequenceEqual(serial.Span));
    }

    private static X509Certificate2? ByKeyIdentifier(AsnReader info, Context context)
    {
        var identifier = info.ReadOctetString(Zero);
        return context.Certificates.Find(one => one.Extensions.OfType<X509SubjectKeyIdentifierExtension>()
            .Any(extension => extension.SubjectKeyIdentifierBytes.Span.SequenceEqual(identifier)));
    }

    private static HashAlgorithmName? Digest(ReadOnlyMemory<byte> identifier)
    {
        var algorithm = new AsnReader(identifier, AsnEncodingRules.DER).ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
            algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
        return Oids.StrongHash(oid);
    }

    private static T Only<T>(T inner, AsnReader outer)
    {
        outer.ThrowIfNotEmpty();
        return inner;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw Fault(otherwise);
    }

    private static CmsMalformed Fault(string what) => new($"The signature cannot be accepted: {what}.");

    private sealed record Context(
        System.Numerics.BigInteger Version, ReadOnlyMemory<byte> Digest, List<X509Certificate2> Certificates, List<string> Unsigned)
    {
        public required string Type { get; init; }

        public required byte[] Content { get; init; }
    }
}
