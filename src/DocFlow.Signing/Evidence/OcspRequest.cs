using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Evidence;

/// <summary>The question to an OCSP responder about one certificate (RFC 6960 4.1).</summary>
/// <param name="IssuerName">The SHA-1 of the issuer's name.</param>
/// <param name="IssuerKey">The SHA-1 of the issuer's public key.</param>
/// <param name="SerialNumber">The certificate's serial number, big-endian.</param>
[SuppressMessage("Security", "CA5350", Justification = "Responders know certificates by SHA-1; nothing is trusted because of it.")]
public sealed record OcspRequest(byte[] IssuerName, byte[] IssuerKey, ReadOnlyMemory<byte> SerialNumber)
{
    private static readonly Asn1Tag Two = new(TagClass.ContextSpecific, 2);

    /// <summary>The DER that is to come back as nonce (RFC 8954); null does without.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; init; }

    /// <summary>The question about a certificate of this issuer.</summary>
    public static OcspRequest About(X509Certificate2 certificate, X509Certificate2 issuer) => new(
        SHA1.HashData(issuer.SubjectName.RawData), OcspStatement.KeyHash(issuer, HashAlgorithmName.SHA1), certificate.SerialNumberBytes);

    /// <summary>A nonce nobody can foresee: 32 octets as OCTET STRING (RFC 8954 2.1).</summary>
    public static byte[] NewNonce()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(RandomNumberGenerator.GetBytes(32));
        return writer.Encode();
    }

    /// <summary>The question in DER.</summary>
    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            using (writer.PushSequence())
                OcspStatement.WriteId(writer, IssuerName, IssuerKey, SerialNumber.Span);
            if (Nonce is { } nonce)
                WriteNonce(writer, Two, nonce.Span);
        }

        return writer.Encode();
    }

    /// <summary>Reads a question about one certificate; throws <see cref="CmsMalformed"/>.</summary>
    public static OcspRequest Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            var body = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
            while (!body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
                body.ReadEncodedValue(); // version and name of the asker
            var id = body.ReadSequence().ReadSequence().ReadSequence();
            if (id.ReadSequence().ReadObjectIdentifier() != OcspStatement.Sha1)
                throw new CmsMalformed("The OCSP request names certificates by another digest than SHA-1.");
            var request = new OcspRequest(id.ReadOctetString(), id.ReadOctetString(), id.ReadIntegerBytes());
            ReadOnlyMemory<byte>? nonce = null;
            if (body.HasData)
                CriticalExtensions.Read(body.ReadSequence(Two).ReadSequence(), (type, value) =>
                    type == Oids.OcspNonce && (nonce = value) is not null);
            return request with { Nonce = nonce };
        }
        catch (AsnContentException fault)
        {
            throw new CmsMalformed("The OCSP request is not well-formed DER.", fault);
        }
    }

    /// <summary>Writes the extension that holds a nonce under this tag.</summary>
    internal static void WriteNonce(AsnWriter writer, Asn1Tag tag, ReadOnlySpan<byte> nonce)
    {
        using (writer.PushSequence(tag))
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.OcspNonce);
            writer.WriteOctetString(nonce);
        }
    }
}
