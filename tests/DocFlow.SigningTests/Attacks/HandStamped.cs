using System.Formats.Asn1;
using System.Security.Cryptography;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Document and signature time-stamps put on by hand, with tokens of the test authority.</summary>
internal static class HandStamped
{
    public const string Kind = "/Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161";
    private static readonly Lazy<TimeStampAuthority> One = new(() => TimeStampAuthority.Of(TestAuthority.Instance, TimeProvider.System));

    /// <summary>A token over the digest of these bytes.</summary>
    public static byte[] Token(byte[] covered)
    {
        var request = new TimeStampRequest(HashAlgorithmName.SHA256, SHA256.HashData(covered)) { Nonce = TimeStampRequest.NewNonce() };
        return TimeStampReply.Read(One.Value.Answer(request.Encode())).Token!.Value.ToArray();
    }

    /// <summary>A document time-stamp in a field of its own, with whatever else the update brings.</summary>
    public static byte[] Document(byte[] pdf, params (int Number, string Body)[] more) => Document(pdf, Token, "[0 0 0 0]", Kind, more);

    public static byte[] Document(
        byte[] pdf, Func<byte[], byte[]> token, string box, string kind = Kind, params (int Number, string Body)[] more)
    {
        var next = PdfSurgery.Next(pdf);
        var (page, form) = (Pieces.Read(pdf, 3), Pieces.Read(pdf, 5));
        var field = $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Stamp{next})/F 132/P 3 0 R/Rect{box}/V {next + 1} 0 R>>";
        var value = $"<<{kind}/ByteRange[{new string(' ', 38)}]/Contents<{new string('0', HandSigned.Room)}>>>";
        PdfArray Longer(PdfDictionary holder, string key) => ((PdfArray)holder[key]!).With(new PdfReference(next, 0));
        return HandSigned.Place(PdfSurgery.Append(pdf, [(3, PdfSurgery.Text(page.With("Annots", Longer(page, "Annots")))),
            (5, PdfSurgery.Text(form.With("Fields", Longer(form, "Fields")))), (next, field),
            (next + 1, value), .. more]), pdf.Length, token);
    }

    /// <summary>The unsigned attributes of a CMS that carry this token.</summary>
    public static byte[] Attribute(byte[] token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 1)))
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignatureTimeStamp);
            using (writer.PushSetOf())
                writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }
}
