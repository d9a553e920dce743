using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Values and appearances of fields, changed beyond what filling is.</summary>
internal static class ChangedFields
{
    private const string Class = "Field values and appearances";

    public static IEnumerable<Attack> All() => [.. Entries(), .. Signed(), .. Kids(), .. Sealed()];

    private static IEnumerable<Attack> Entries()
    {
        var signed = HandSigned.Certified();
        foreach (var (key, does, value) in new (string, string, string)[]
        {
            ("Rect", "moves", "[0 0 595 842]"), ("T", "is renamed", "(Other)"), ("FT", "becomes a button", "/Btn"),
            ("Ff", "loses read-only", "0"), ("F", "is hidden", "2"), ("AA", "gets a script", "<</K<</S/JavaScript/JS(1)>>>>"),
            ("A", "gets an action", "<</S/URI/URI(http://x)>>"), ("MK", "gets a background", "<</BG[1 1 1]>>"),
            ("OC", "joins a layer", "<</Type/OCG/Name(x)>>"), ("Parent", "gets a parent", "5 0 R"), ("Kids", "gets kids", "[10 0 R]"),
            ("AP", "shows something without having a value", "<</N 30 0 R>>"),
            ("DV", "gets a default", "(900)"), ("MaxLen", "is shortened", "1"), ("Subtype", "becomes a stamp", "/Stamp"),
        })
            yield return new Attack(Class, $"entry-{key}", $"A text field {does}.",
                PdfSurgery.Append(signed, Pieces.With(signed, 9, key, value), (30, Pieces.Cover)));
        yield return new Attack(Class, "value-stream", "The value is a stream that no field can show.",
            PdfSurgery.Append(signed, Pieces.With(signed, 9, "V", "30 0 R"), (30, PdfSurgery.Stream("x", "/Type/EmbeddedFile"))));
        yield return new Attack(Class, "appearance-script", "The new appearance brings a script along.",
            PdfSurgery.Append(signed, (9, PdfSurgery.Text(Pieces.Read(signed, 9).With("V", PdfString.Of("1"))
                .With("AP", PdfSurgery.Parse("<</N 30 0 R>>")))),
                (30, PdfSurgery.Stream("", "/Subtype/Form/BBox[0 0 1 1]/AA<</O 31 0 R>>")), (31, "<</S/JavaScript/JS(1)>>")));
        yield return new Attack(Class, "field-deleted", "The field becomes null.", PdfSurgery.Append(signed, (9, "null")));
        yield return new Attack(Class, "field-unlisted", "The field leaves the form.",
            PdfSurgery.Append(signed, Pieces.With(signed, 5, "Fields", "[10 0 R 11 0 R 12 0 R]")));
        yield return new Attack(Class, "fields-reordered", "The fields change places.",
            PdfSurgery.Append(signed, Pieces.With(signed, 5, "Fields", "[10 0 R 9 0 R 11 0 R 12 0 R]")));
        yield return new Attack(Class, "order-of-calculation", "The form gets an order of calculation.",
            PdfSurgery.Append(signed, Pieces.With(signed, 5, "CO", "[9 0 R]")));
        yield return new Attack(Class, "xfa-added", "The form gets XFA.",
            PdfSurgery.Append(signed, Pieces.With(signed, 5, "XFA", "30 0 R"), (30, PdfSurgery.Stream("<xdp/>"))));
    }

    private static IEnumerable<Attack> Signed()
    {
        var signed = HandSigned.Sign(HandSigned.Certified(), HandSigned.Deputy);
        yield return new Attack(Class, "signature-redrawn", "A given signature gets another picture.",
            PdfSurgery.Append(signed, Pieces.With(signed, 11, "AP", "<</N 30 0 R>>"), (30, Pieces.Cover)));
        yield return new Attack(Class, "signature-moved", "A given signature moves.",
            PdfSurgery.Append(signed, Pieces.With(signed, 11, "Rect", "[300 300 400 400]")));
        yield return new Attack(Class, "signature-removed", "The later signature is taken out of its field.",
            PdfSurgery.Append(signed, Pieces.Without(signed, 11, "V")));
        yield return new Attack(Class, "signatures-swapped", "Two fields exchange their signatures.",
            PdfSurgery.Append(signed, Swapped(signed, 10, 11), Swapped(signed, 11, 10)));
        yield return new Attack(Class, "signature-of-other", "An empty field shows the signature of another.",
            PdfSurgery.Append(signed, Swapped(signed, 12, 10)));
        yield return new Attack(Class, "signature-cut-off", "The later signature is cut off, another content follows the first.",
            PdfSurgery.Append(HandSigned.Certified(), (HandSigned.Content, Pieces.Evil)));
    }

    // a field whose widget is an object of its own
    private static IEnumerable<Attack> Kids()
    {
        const string Widget = "<</Type/Annot/Subtype/Widget/F 4/P 3 0 R/Rect[72 72 172 122]";
        var letter = HandSigned.Letter((10, "<</FT/Sig/T(Leader)/Kids[13 0 R]>>"), (13, $"{Widget}/Parent 10 0 R>>"),
            (9, "<</FT/Tx/T(Number)/Kids[14 0 R]>>"), (14, $"{Widget}/Parent 9 0 R>>"),
            (3, $"<<{HandSigned.Sheet}/Contents 6 0 R/Annots[14 0 R 13 0 R 11 0 R 12 0 R]>>"));
        var signed = HandSigned.Certified(letter: letter);
        yield return new Attack(Class, "signature-widget-redrawn", "The separate widget of a given signature gets another picture.",
            PdfSurgery.Append(signed, Pieces.With(signed, 13, "AP", "<</N 30 0 R>>"), (30, Pieces.Cover)));
        yield return new Attack(Class, "widget-drawn-alone", "The separate widget of a field shows a value that the field does not have.",
            PdfSurgery.Append(signed, Pieces.With(signed, 14, "AP", "<</N 30 0 R>>"), (30, Pieces.Cover)));
        yield return new Attack(Class, "widget-enlarged", "It is filled and enlarged.",
            PdfSurgery.Append(signed, Pieces.With(signed, 9, "V", "(1)"), Pieces.With(signed, 14, "Rect", "[0 0 595 842]")));
    }

    private static IEnumerable<Attack> Sealed()
    {
        var signed = HandSigned.Sealed(HandSigned.Fill(HandSigned.Certified(), "123"));
        yield return new Attack(Class, "value-after-seal", "A value changes although the seal locked all fields.",
            HandSigned.Fill(signed, "999"));
        yield return new Attack(Class, "signed-after-seal", "A field is signed although the seal locked all fields.",
            HandSigned.Sign(signed, HandSigned.Deputy));
        yield return new Attack(Class, "value-removed-after-seal", "A value is cleared although the seal locked all fields.",
            PdfSurgery.Append(signed, Pieces.Without(signed, 9, "V")));
        yield return new Attack(Class, "appearance-after-seal", "The picture of a locked value is rewritten in place.",
            PdfSurgery.Append(signed, (((PdfReference)((PdfDictionary)Pieces.Read(signed, 9)["AP"]!)["N"]!).Number, Pieces.Cover)));
        yield return new Attack(Class, "redrawn-after-seal", "Viewers are asked to redraw locked values.",
            PdfSurgery.Append(signed, Pieces.With(signed, 5, "NeedAppearances", "true")));
        yield return new Attack(Class, "font-after-seal", "The form's default look changes although all is locked.",
            PdfSurgery.Append(signed, Pieces.With(signed, 5, "DA", "(/F1 1 Tf 1 g)")));
    }

    private static (int Number, string Body) Swapped(byte[] pdf, int field, int with) =>
        (field, PdfSurgery.Text(Pieces.Read(pdf, field).With("V", Pieces.Read(pdf, with)["V"]!)));
}
