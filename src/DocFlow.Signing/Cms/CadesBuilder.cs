using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Cms;

/// <summary>Builds the CMS of a PAdES baseline signature in two steps, so that the key may be in another building between them.</summary>
public static class CadesBuilder
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);

    /// <summary>
    /// The DER SET OF signed attributes whose digest the key holder signs: content type, message digest, signing certificate.
    /// No signing-time: in PAdES the signature dictionary's /M claims the time (EN 319 142-1 6.3).
    /// </summary>
    public static byte[] SignedAttributes(ReadOnlySpan<byte> documentDigest, X509Certificate2 signer, HashAlgorithmName hash) =>
        SignedAttributes(Oids.Data, documentDigest, signer, hash);

    /// <summary>The same for content of another type.</summary>
    internal static byte[] SignedAttributes(
        string contentType, ReadOnlySpan<byte> documentDigest, X509Certificate2 signer, HashAlgorithmName hash)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, Oids.ContentType, value => value.WriteObjectIdentifier(contentType));
            var digest = documentDigest.ToArray();
            Attribute(writer, Oids.MessageDigest, value => value.WriteOctetString(digest));
            Attribute(writer, Oids.SigningCertificateV2, value => SigningCertificate(value, signer, hash));
        }

        return writer.Encode();
    }

    /// <summary>
    /// The DER ContentInfo/SignedData with one SignerInfo and the signer's whole chain embedded; the document stays detached.
    /// </summary>
    public static byte[] Assemble(
        byte[] signedAttributes, byte[] signature, X509Certificate2 signer, IReadOnlyList<X509Certificate2> chain,
        SignatureScheme scheme) =>
        Assemble((Oids.Data, null), signedAttributes, signature, (signer, chain), scheme);

    /// <summary>The same for content of another type that is carried inside, and perhaps without any certificate.</summary>
    internal static byte[] Assemble(
        (string Type, byte[]? Inside) content, byte[] signedAttributes, byte[] signature,
        (X509Certificate2 Signer, IReadOnlyList<X509Certificate2>? Embedded) by, SignatureScheme scheme)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignedData);
            using (writer.PushSequence(Zero))
            using (writer.PushSequence())
            {
                writer.WriteInteger(content.Type == Oids.Data ? 1 : 3); // RFC 5652 5.1
                using (writer.PushSetOf())
                    Algorithm(writer, Oids.DigestOf(scheme.Hash));
                Content(writer, content);
                if (by.Embedded is not null)
                    Certificates(writer, by.Embedded.Prepend(by.Signer));
                using (writer.PushSetOf())
                    SignerInfo(writer, signedAttributes, signature, (by.Signer, scheme));
            }
        }

        return writer.Encode();
    }

    private static void Content(AsnWriter writer, (string Type, byte[]? Inside) content)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(content.Type);
            if (content.Inside is null)
                return;
            using (writer.PushSequence(Zero))
                writer.WriteOctetString(content.Inside);
        }
    }

    private static void Certificates(AsnWriter writer, IEnumerable<X509Certificate2> certificates)
    {
        using (writer.PushSetOf(Zero))
            foreach (var certificate in certificates.DistinctBy(one => one.Thumbprint))
                writer.WriteEncodedValue(certificate.RawData);
    }

    private static void SignerInfo(
        AsnWriter writer, byte[] signedAttributes, byte[] signature, (X509Certificate2 Signer, SignatureScheme Scheme) by)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(by.Signer.IssuerName.RawData);
                writer.WriteInteger(by.Signer.SerialNumberBytes.Span);
            }

            Algorithm(writer, Oids.DigestOf(by.Scheme.Hash));
            var implicitlyTagged = (byte[])signedAttributes.Clone();
            implicitlyTagged[0] = 0xA0; // [0] IMPLICIT in the SignerInfo, SET OF when digested: RFC 5652 5.4
            writer.WriteEncodedValue(implicitlyTagged);
            by.Scheme.Write(writer);
            writer.WriteOctetString(signature);
        }
    }

    // RFC 5035 5.4.1; SHA-256 is the default and DER leaves a default out. EN 319 122-1 5.2.2.3: issuerSerial as a hint.
    private static void SigningCertificate(AsnWriter writer, X509Certificate2 signer, HashAlgorithmName hash)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            if (hash != HashAlgorithmName.SHA256)
                Algorithm(writer, Oids.DigestOf(hash));
            writer.WriteOctetString(CryptographicOperations.HashData(hash, signer.RawData));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                    writer.WriteEncodedValue(signer.IssuerName.RawData);
                writer.WriteInteger(signer.SerialNumberBytes.Span);
            }
        }
    }

    private static void Attribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf())
                value(writer);
        }
    }

    // RFC 5754 2: a digest's parameters are left out
    private static void Algorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(oid);
    }
}
