using System.Formats.Asn1;

namespace DocFlow.Signing.Cms;

/// <summary>Puts a time-stamp token over the signature value into a CMS as unsigned attribute: level B-T (EN 319 122-1 5.3).</summary>
public static class SignatureStamp
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);

    /// <summary>
    /// The same CMS, made by <see cref="CadesBuilder"/>, with id-aa-timeStampToken; what the signature covers stays byte for byte.
    /// </summary>
    public static byte[] Add(ReadOnlyMemory<byte> cms, ReadOnlyMemory<byte> token)
    {
        var contentInfo = new AsnReader(cms, AsnEncodingRules.DER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(contentInfo.ReadEncodedValue().Span);
            using (writer.PushSequence(Zero))
            using (writer.PushSequence())
            {
                var signers = CopyUntilLast(contentInfo.ReadSequence(Zero).ReadSequence(), writer);
                using (writer.PushSetOf())
                using (writer.PushSequence())
                    Stamped(signers.ReadSetOf().ReadSequence(), token, writer);
            }
        }

        return writer.Encode();
    }

    private static void Stamped(AsnReader signer, ReadOnlyMemory<byte> token, AsnWriter writer)
    {
        while (signer.HasData)
            writer.WriteEncodedValue(signer.ReadEncodedValue().Span);
        using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 1)))
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignatureTimeStamp);
            using (writer.PushSetOf())
                writer.WriteEncodedValue(token.Span);
        }
    }

    // the signer infos come last (RFC 5652 5.1)
    private static AsnReader CopyUntilLast(AsnReader parts, AsnWriter writer)
    {
        while (true)
        {
            var part = parts.ReadEncodedValue();
            if (!parts.HasData)
                return new AsnReader(part, AsnEncodingRules.DER);
            writer.WriteEncodedValue(part.Span);
        }
    }
}
