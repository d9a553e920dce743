using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Cms;

/// <summary>Reads the attributes that PAdES demands under the signature (EN 319 142-1 6.3).</summary>
internal static class SignedAttributesReader
{
    /// <summary>Attributes by type, each there once and with one value.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>> Read(AsnReader set)
    {
        var found = new Dictionary<string, ReadOnlyMemory<byte>>();
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
            var value = values.ReadEncodedValue();
            values.ThrowIfNotEmpty();
            if (!found.TryAdd(type, value)) // RFC 5652 5.3
                throw new CmsMalformed("The signature cannot be accepted: it repeats an attribute.");
        }

        return found;
    }

    public static byte[] MessageDigest(Dictionary<string, ReadOnlyMemory<byte>> attributes, string contentType)
    {
        if (!attributes.TryGetValue(Oids.ContentType, out var type) || Reader(type).ReadObjectIdentifier() != contentType)
            throw new CmsMalformed("The signed attributes do not say that this kind of content is signed.");
        if (!attributes.TryGetValue(Oids.MessageDigest, out var digest))
            throw new CmsMalformed("The signed attributes hold no digest of the document.");
        return Reader(digest).ReadOctetString();
    }

    public static SigningCertificateBinding Binding(Dictionary<string, ReadOnlyMemory<byte>> attributes, X509Certificate2? signer)
    {
        if (!attributes.TryGetValue(Oids.SigningCertificateV2, out var value))
            return SigningCertificateBinding.Missing;
        if (signer is null)
            return SigningCertificateBinding.Differs;

        var first = Reader(value).ReadSequence().ReadSequence().ReadSequence(); // SigningCertificateV2, certs, ESSCertIDv2 of the signer
        HashAlgorithmName? hash = HashAlgorithmName.SHA256;
        if (first.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            hash = Oids.StrongHash(first.ReadSequence().ReadObjectIdentifier());
        var digest = first.ReadOctetString();
        if (hash is null || !CryptographicOperations.HashData(hash.Value, signer.RawData).AsSpan().SequenceEqual(digest))
            return SigningCertificateBinding.Differs;
        return !first.HasData || NamesIssuer(first.ReadSequence(), signer)
            ? SigningCertificateBinding.Matches
            : SigningCertificateBinding.Differs;
    }

    /// <summary>The same by the older attribute, with SHA-1 (RFC 2634 5.4), which time-stamp authorities still write.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Another certificate with the same SHA-1 would take a second preimage.")]
    public static SigningCertificateBinding OlderBinding(Dictionary<string, ReadOnlyMemory<byte>> attributes, X509Certificate2? signer)
    {
        if (!attributes.TryGetValue(Oids.SigningCertificate, out var value))
            return SigningCertificateBinding.Missing;
        var first = Reader(value).ReadSequence().ReadSequence().ReadSequence(); // SigningCertificate, certs, ESSCertID of the signer
        return signer is not null && SHA1.HashData(signer.RawData).AsSpan().SequenceEqual(first.ReadOctetString())
            && (!first.HasData || NamesIssuer(first.ReadSequence(), signer))
                ? SigningCertificateBinding.Matches
                : SigningCertificateBinding.Differs;
    }

    private static bool NamesIssuer(AsnReader issuerSerial, X509Certificate2 signer)
    {
        var issuer = issuerSerial.ReadSequence().ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 4)).ReadEncodedValue();
        return issuer.Span.SequenceEqual(signer.IssuerName.RawData)
            && issuerSerial.ReadIntegerBytes().Span.SequenceEqual(signer.SerialNumberBytes.Span);
    }

    private static AsnReader Reader(ReadOnlyMemory<byte> der) => new(der, AsnEncodingRules.DER);
}
