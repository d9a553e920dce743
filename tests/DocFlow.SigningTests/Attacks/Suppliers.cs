using System.Globalization;
using System.Text;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>
/// Shadow attacks that leave every signed object as it is: the signed page refers to something that is missing, and a later update supplies
/// it in the disguise of something allowed.
/// </summary>
internal static class Suppliers
{
    private const string Class = "Shadow: supply what is missing";
    private const string Resources = "/Resources<</Font<</F1 8 0 R>>>>";

    public static IEnumerable<Attack> All() => [.. Missing(), .. Shared(), .. Offsets()];

    // object 40 was referred to when it was signed, and not there
    private static IEnumerable<Attack> Missing()
    {
        var signed = HandSigned.Certified(letter: HandSigned.Letter((3,
            $"<<{HandSigned.Sheet}/Contents[6 0 R 40 0 R]/Annots[9 0 R 10 0 R 11 0 R 12 0 R]>>")));
        var field = Pieces.Read(signed, 9).With("V", PdfString.Of("1")).With("AP", PdfSurgery.Parse("<</N 40 0 R>>"));
        yield return new Attack(Class, "as-appearance", "Missing content of a page comes as the appearance of a filled field.",
            PdfSurgery.Append(signed, (9, PdfSurgery.Text(field)), (40, Pieces.Cover)));
        yield return new Attack(Class, "as-litter", "It comes as an object that nothing new refers to.",
            PdfSurgery.Append(signed, (40, Pieces.Cover)));
        yield return new Attack(Class, "as-evidence", "It comes as a certificate of the security store.",
            PdfSurgery.Append(signed, Pieces.With(signed, 1, "DSS", "<</Certs[40 0 R]>>"), (40, Pieces.Evil)));
        yield return new Attack(Class, "as-object-stream", "It comes as an object stream whose objects are a page's content too.",
            PdfSurgery.AppendWithStream(signed, (40, PdfSurgery.Stream("41 0 BT /F1 12 Tf 72 700 Td (Pay 900) Tj ET <</A 1>>",
                "/Type/ObjStm/N 1/First 5"))));
        yield return new Attack(Class, "as-signature-part", "It comes along with a second signature.",
            AppendedSaves.WithSignature(signed, (40, Pieces.Evil)));
        yield return new Attack(Class, "as-metadata", "It comes as the document's metadata.",
            PdfSurgery.Append(signed, Pieces.With(signed, 1, "Metadata", "40 0 R"),
                (40, PdfSurgery.Stream("<a/> BT /F1 12 Tf 72 700 Td (Pay 900) Tj ET", "/Type/Metadata/Subtype/XML"))));
        var bent = HandSigned.Certified(letter: HandSigned.Letter((13, "40 0 R"),
            (3, $"<<{HandSigned.Sheet}/Contents[6 0 R 13 0 R]/Annots[9 0 R 10 0 R 11 0 R 12 0 R]>>")));
        yield return new Attack(Class, "behind-reference", "The page refers to an object that only refers to the missing one.",
            PdfSurgery.Append(bent, (9, PdfSurgery.Text(field)), (40, Pieces.Cover)));
        const string Shown = "BT /F1 12 Tf 72 700 Td (Pay 1) Tj", End = "\nendstream\nendobj\n";
        var length = HandSigned.Certified(letter: HandSigned.Letter((13, $"{Shown.Length}"),
            (6, $"<</Length 13 0 R>>\nstream\n{Shown}{End}(00) Tj ET\nendstream")));
        yield return new Attack(Class, "stream-length", "The length of a page's content, an object of its own, grows.",
            PdfSurgery.Append(length, (13, $"{Shown.Length + End.Length + 10}")));
    }

    // one object has two roles, one of which may be changed
    private static IEnumerable<Attack> Shared()
    {
        var appearance = HandSigned.Certified(letter: HandSigned.Letter((6, PdfSurgery.Stream("/X Do")),
            (3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 13 0 R>>>>/Contents 6 0 R/Annots[9 0 R 10 0 R]>>"),
            (9, $"<<{HandSigned.Widget}/FT/Tx/T(Number)/AP<</N 13 0 R>>>>"), (13, Pieces.Form(""))));
        yield return new Attack(Class, "shared-appearance", "The rewritten appearance of a filled field is a picture of the page too.",
            PdfSurgery.Append(appearance, Pieces.With(appearance, 9, "V", "(1)"), (13, Pieces.Cover)));
        var listed = HandSigned.Certified(letter: HandSigned.Letter((13, "[6 0 R]"),
            (1, "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/DSS<</Certs 13 0 R>>>>"),
            (3, $"<<{HandSigned.Sheet}/Contents 13 0 R/Annots[9 0 R 10 0 R]>>")));
        yield return new Attack(Class, "shared-evidence-list", "The list of evidence is the page's list of contents too.",
            PdfSurgery.Append(listed, (13, "[6 0 R 20 0 R]"), (20, Pieces.Evil)));
        var fonts = HandSigned.Certified(letter: HandSigned.Letter((13, "<</Font<</F1 8 0 R>>>>"),
            (5, "<</Fields[9 0 R 10 0 R 11 0 R 12 0 R]/SigFlags 1/DR 13 0 R>>"),
            (6, PdfSurgery.Stream("BT /F1 12 Tf 72 700 Td (Pay 1) Tj /F9 12 Tf (00) Tj ET")),
            (3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 13 0 R/Contents 6 0 R/Annots[9 0 R 10 0 R]>>")));
        yield return new Attack(Class, "shared-resources", "A font added for the form is one the page lacked.",
            PdfSurgery.Append(fonts, (13, "<</Font<</F1 8 0 R/F9 8 0 R>>>>")));
        var parent = HandSigned.Certified(letter: HandSigned.Letter((13, "<</T(Group)/FT/Tx/Kids[9 0 R]>>"),
            (9, $"<<{HandSigned.Widget}/Parent 13 0 R/T(Number)>>"), (5, "<</Fields[13 0 R 10 0 R 11 0 R 12 0 R]/SigFlags 1>>")));
        var locked = HandSigned.Sign(parent, HandSigned.Deputy, "/Reference[<</TransformMethod/FieldMDP/TransformParams"
            + "<</Type/TransformParams/V/1.2/Action/Include/Fields[(Group.Number)]>>>>]");
        yield return new Attack(Class, "inherited-value", "A locked field inherits a value that its unlocked parent is given.",
            PdfSurgery.Append(locked, Pieces.With(locked, 13, "V", "(900)")));
    }

    // the signed table points behind the signed end
    private static IEnumerable<Attack> Offsets()
    {
        var letter = HandSigned.Letter((3, $"<<{HandSigned.Sheet}/Contents[6 0 R 13 0 R]/Annots[9 0 R 10 0 R]>>"), (13, "null"));
        var text = Encoding.Latin1.GetString(letter);
        var entry = text[text.IndexOf("xref\n", StringComparison.Ordinal)..].Split('\n')[15];
        var prepared = PdfSurgery.Bytes(text.Replace(entry, "0000040000 00000 n ", StringComparison.Ordinal));
        var signed = HandSigned.Certified(letter: prepared);
        var front = string.Create(CultureInfo.InvariantCulture, $"40 0 obj\n<</Length {40_000 - signed.Length + 200}>>\nstream\n");
        var inner = $"13 0 obj\n{Pieces.Evil}\nendobj\n";
        var stream = front.PadRight(40_000 - signed.Length) + inner;
        stream += new string(' ', 40_000 - signed.Length + 200 + front.Length - stream.Length) + "\nendstream\nendobj\n";
        var tail = $"xref\n40 1\n{signed.Length:0000000000} 00000 n \ntrailer\n<</Size 41/Root 1 0 R/Prev {Pieces.LastStart(signed)}>>\n"
            + $"startxref\n{signed.Length + stream.Length}\n%%EOF\n";
        yield return new Attack(Class, "at-signed-offset",
            "The signed table points behind the signed end, where litter now brings an object.",
            [.. signed, .. PdfSurgery.Bytes(stream + tail)]);
        var open = HandSigned.Letter((3, $"<<{HandSigned.Sheet}/Contents[6 0 R 13 0 R]{Resources}/Annots[9 0 R 10 0 R]>>"),
            (13, "<</Length 14 0 R>>\nstream\nBT /F1 12 Tf 72 700 Td (Pay 900) Tj ET"));
        var certified = HandSigned.Certified(letter: open);
        yield return new Attack(Class, "unfinished-object", "A signed object without end is finished after the signed end.",
            PdfSurgery.Append(certified, (14, "38"), (40, "(endstream endobj)")));
    }
}
