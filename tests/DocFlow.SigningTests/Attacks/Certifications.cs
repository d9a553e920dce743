using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>
/// Attacks on certified files: evil annotations and sneaky signatures at each level of permission (Rohlmann and others, 2021), and
/// games with the certification itself.
/// </summary>
internal static class Certifications
{
    private const string Annotation = "Certification: evil annotation", Sneaky = "Certification: sneaky signature";
    private const string Itself = "Certification: itself";

    private static readonly string[] Kinds =
        ["FreeText", "Stamp", "Redact", "Square", "Highlight", "Text", "Ink", "Watermark", "Link", "FileAttachment", "Screen"];

    public static IEnumerable<Attack> All() =>
        [.. Enumerable.Range(1, 3).SelectMany(level => Annotations(level).Concat(Signatures(level))), .. Approvals(), .. Games()];

    private static IEnumerable<Attack> Annotations(int level)
    {
        var signed = HandSigned.Certified(level);
        foreach (var kind in level == 2 ? Kinds : Kinds[..6])
        {
            var body = $"<</Type/Annot/Subtype/{kind}/F 4/Rect[0 0 595 842]/Contents(Pay 900)/AP<</N 31 0 R>>>>";
            yield return new Attack(Annotation, $"p{level}-{kind}", $"A {kind} annotation covers the page (P={level}).",
                PdfSurgery.Append(signed, Listed(signed, 30), (30, body), (31, Pieces.Cover)));
        }

        var remark = $"<</Type/Annot/Subtype/FreeText/F 4/Rect[72 690 172 720]/DA(/F1 12 Tf)/Contents(Pay 900)>>";
        yield return new Attack(Annotation, $"p{level}-no-appearance", $"A FreeText whose picture the viewer draws (P={level}).",
            PdfSurgery.Append(signed, Listed(signed, 30), (30, remark)));
        yield return new Attack(Annotation, $"p{level}-action", $"A remark that runs a script (P={level}).",
            PdfSurgery.Append(signed, Listed(signed, 30),
                (30, "<</Type/Annot/Subtype/Square/F 4/Rect[0 0 595 842]/A<</S/JavaScript/JS(app.alert\\(1\\))>>>>")));
        var unasked = $"<</Type/Annot/Subtype/Widget/FT/Tx/T(More)/V(900)/F 4/Rect[72 690 172 720]/AP<</N 31 0 R>>>>";
        yield return new Attack(Annotation, $"p{level}-widget", $"A widget of no field covers the text (P={level}).",
            PdfSurgery.Append(signed, Listed(signed, 30), (30, unasked), (31, Pieces.Cover)));
    }

    private static IEnumerable<Attack> Signatures(int level)
    {
        var signed = HandSigned.Certified(level);
        yield return new Attack(Sneaky, $"p{level}-visible", $"A trusted second signature covers the page (P={level}).",
            New(signed, "[0 0 595 842]"));
        yield return new Attack(Sneaky, $"p{level}-stamp", $"A visible field calls its signature a time-stamp (P={level}).",
            New(signed, "[0 0 595 842]", value => value.Replace("/Type/Sig", "/Type/DocTimeStamp", StringComparison.Ordinal)));
        yield return new Attack(Sneaky, $"p{level}-unsigned", $"An empty signature field covers the page (P={level}).",
            PdfSurgery.Append(signed, Listed(signed, 30), Fields(signed, 30), (30, Field("[0 0 595 842]", "")), (31, Pieces.Cover)));
        yield return new Attack(Sneaky, $"p{level}-enlarged", $"A laid signature field is enlarged as it is signed (P={level}).",
            AppendedSaves.WithSignature(PdfSurgery.Append(signed, Pieces.With(signed, 11, "Rect", "[0 0 595 842]"))));
    }

    // nobody certified, so further signers may bring fields, but not anywhere
    private static IEnumerable<Attack> Approvals()
    {
        var signed = HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader);
        yield return new Attack(Sneaky, "approved-cover", "A second signer's picture covers the whole page of an approved letter.",
            New(signed, "[0 0 595 842]"));
        yield return new Attack(Sneaky, "approved-word", "A second signer's picture covers the one amount in the letter.",
            New(signed, "[70 695 140 715]"));
        yield return new Attack(Sneaky, "approved-field", "A second signer's picture covers the first one's.",
            New(signed, "[72 72 172 122]"));
        yield return new Attack(Sneaky, "approved-same-name", "A second field has the first one's name.",
            New(signed, "[300 72 400 122]", field: one => one.Replace("(New)", "(Leader)", StringComparison.Ordinal)));
    }

    private static IEnumerable<Attack> Games()
    {
        var signed = HandSigned.Certified();
        var value = ((PdfReference)Pieces.Read(signed, 10)["V"]!).Number;
        yield return new Attack(Itself, "perms-removed", "The catalog no longer names the certification.",
            PdfSurgery.Append(signed, Pieces.Without(signed, 1, "Perms")));
        yield return new Attack(Itself, "level-raised", "The certification is redefined with level 3, and an annotation is added.",
            PdfSurgery.Append(signed, Listed(signed, 30),
                (value, PdfSurgery.Text(Pieces.Read(signed, value)).Replace("/P 2", "/P 3", StringComparison.Ordinal)),
                (30, "<</Type/Annot/Subtype/Stamp/F 4/Rect[0 0 595 842]/AP<</N 31 0 R>>>>"), (31, Pieces.Cover)));
        yield return new Attack(Itself, "not-first", "The second signature certifies.",
            HandSigned.Sign(HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader), HandSigned.Deputy, HandSigned.DocMdp(2)));
        yield return new Attack(Itself, "twice", "Both signatures certify.",
            HandSigned.Sign(signed, HandSigned.Deputy, HandSigned.DocMdp(2)));
        yield return new Attack(Itself, "unknown-level", "Level 4, then a value is filled in.",
            HandSigned.Fill(HandSigned.Certified(4), "123"));
        yield return new Attack(Itself, "zero-level", "Level 0, then a value is filled in.",
            HandSigned.Fill(HandSigned.Certified(0), "123"));
        yield return new Attack(Itself, "filled-at-1", "A value is filled in where nothing may change.",
            HandSigned.Fill(HandSigned.Certified(1), "123"));
        yield return new Attack(Itself, "signed-at-1", "A field is signed where nothing may change.",
            HandSigned.Sign(HandSigned.Certified(1), HandSigned.Deputy));
        yield return new Attack(Itself, "lock-removed", "The seal's lock is removed before it is sealed.",
            HandSigned.Sealed(PdfSurgery.Append(signed, Pieces.Without(signed, 12, "Lock"))));
    }

    private static byte[] New(byte[] signed, string box, Func<string, string>? value = null, Func<string, string>? field = null)
    {
        var body = (field ?? (one => one))(Field(box, "/V 32 0 R"));
        var appended = PdfSurgery.Append(signed, Listed(signed, 30), Fields(signed, 30), (30, body), (31, Pieces.Cover),
            (32, (value ?? (one => one))(HandSigned.Placeholder(""))));
        return HandSigned.Place(appended, signed.Length, Pieces.Accomplice);
    }

    private static string Field(string box, string value) =>
        $"<</Type/Annot/Subtype/Widget/FT/Sig/T(New)/F 4/P 3 0 R/Rect{box}/AP<</N 31 0 R>>{value}>>";

    private static (int Number, string Body) Listed(byte[] pdf, int number) =>
        Pieces.With(pdf, 3, "Annots", $"[9 0 R 10 0 R 11 0 R 12 0 R {number} 0 R]");

    private static (int Number, string Body) Fields(byte[] pdf, int number) =>
        Pieces.With(pdf, 5, "Fields", $"[9 0 R 10 0 R 11 0 R 12 0 R {number} 0 R]");
}
