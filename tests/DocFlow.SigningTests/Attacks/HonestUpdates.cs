using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>What programs honestly append to signed files, written by hand after what they are seen to write.</summary>
internal static class HonestUpdates
{
    private const string By = "by hand, as other programs write";

    public static IEnumerable<ValidFile> All() => [.. Signed(), .. Filled(), .. Forms(), .. Notes(), .. Structures()];

    private static IEnumerable<ValidFile> Signed()
    {
        foreach (var level in Enumerable.Range(1, 3))
            yield return new(By, $"certified-{level}", $"Certified with DocMDP {level}.", HandSigned.Certified(level));
        var approved = HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader);
        yield return new(By, "approved", "Signed without certification.", approved);
        yield return new(By, "second-signature", "A second signature in a laid field of a certified letter.",
            HandSigned.Sign(HandSigned.Certified(), HandSigned.Deputy));
        yield return new(By, "sealed", "Filled and then sealed with FieldMDP All.",
            HandSigned.Sealed(HandSigned.Fill(HandSigned.Certified(), "123")));
        yield return new(By, "own-visible-field", "A second signer brings a visible field to an approved letter.",
            Own(approved, "[350 100 470 160]"));
        yield return new(By, "own-seal", "A seal lies over a third of the signature it joins.", Own(approved, "[20 60 110 150]"));
        yield return new(By, "own-invisible-field", "A second signer brings an invisible field to a certified letter.",
            Own(HandSigned.Certified(), "[0 0 0 0]"));
        yield return new(By, "include-locked-others", "After FieldMDP Include of one field another is filled.",
            HandSigned.Fill(HandSigned.Sign(HandSigned.Certified(), HandSigned.Deputy, Lock("Include", "Seal")), "123"));
        yield return new(By, "exclude-left-open", "After FieldMDP Exclude of a field that field is filled.",
            HandSigned.Fill(HandSigned.Sign(HandSigned.Certified(), HandSigned.Deputy, Lock("Exclude", "Number")), "123"));
        yield return new(By, "twelve", "Twelve signers, one after the other.", Enumerable.Range(0, 12).Aggregate(approved,
            (pdf, i) => Own(pdf, $"[{20 + i * 45} 20 {60 + i * 45} 50]", $"Signer{i}")));
    }

    private static IEnumerable<ValidFile> Filled()
    {
        var signed = HandSigned.Certified();
        var filled = HandSigned.Fill(signed, "123");
        yield return new(By, "filled", "A value with its appearance.", filled);
        yield return new(By, "filled-twice", "A value is given and then changed.", HandSigned.Fill(filled, "124"));
        yield return new(By, "cleared", "A value is given and then cleared.", PdfSurgery.Append(filled,
            (9, PdfSurgery.Text(Pieces.Read(filled, 9).Without("V", "AP")))));
        yield return new(By, "value-only", "A value whose appearance the viewer makes.",
            PdfSurgery.Append(signed, Pieces.With(signed, 9, "V", "(123)"), Pieces.With(signed, 5, "NeedAppearances", "true")));
        var appearance = ((PdfReference)((PdfDictionary)Pieces.Read(filled, 9)["AP"]!)["N"]!).Number;
        yield return new(By, "rewritten-in-place", "The appearance stream keeps its number.", PdfSurgery.Append(filled,
            Pieces.With(filled, 9, "V", "(9)"), (appearance, Pieces.Form("BT /F1 12 Tf (9) Tj ET"))));
        yield return new(By, "stamped-and-read-only", "The field notes when, and is made read-only.", PdfSurgery.Append(filled,
            (9, PdfSurgery.Text(Pieces.Read(filled, 9).With("M", PdfString.Of("D:20260202090000Z")))),
            (11, PdfSurgery.Text(Pieces.Read(filled, 11).With("Ff", new PdfInteger(1))))));
        yield return new(By, "default-look", "Field and form get a default look and a font.",
            PdfSurgery.Append(signed, (9, PdfSurgery.Text(Pieces.Read(signed, 9).With("V", PdfString.Of("1"))
                .With("DA", PdfString.Of("/Helv 10 Tf 0 g")))), (5, PdfSurgery.Text(Pieces.Read(signed, 5)
                .With("DR", PdfSurgery.Parse("<</Font<</Helv 30 0 R>>>>")).With("DA", PdfString.Of("/Helv 0 Tf 0 g")))),
                (30, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")));
    }

    // other kinds of fields, and widgets apart from their fields
    private static IEnumerable<ValidFile> Forms()
    {
        const string State = "/AP<</N<</Yes 13 0 R/Off 13 0 R>>>>";
        var letter = HandSigned.Letter((5, "<</Fields[14 0 R 15 0 R 18 0 R 10 0 R 11 0 R 12 0 R]/SigFlags 1>>"), (13, Pieces.Form("")),
            (14, $"<<{HandSigned.Widget}/FT/Btn/T(Agreed)/V/Off/AS/Off{State}>>"),
            (15, "<</FT/Btn/Ff 49152/T(Choice)/Kids[16 0 R 17 0 R]>>"),
            (16, $"<<{HandSigned.Widget}/Parent 15 0 R/AS/Off{State}>>"), (17, $"<<{HandSigned.Widget}/Parent 15 0 R/AS/Off{State}>>"),
            (18, "<</T(Group)/FT/Ch/Kids[19 0 R]>>"), (19, $"<<{HandSigned.Widget}/Parent 18 0 R/T(List)/Opt[(a)(b)]>>"),
            (3, $"<<{HandSigned.Sheet}/Contents 6 0 R/Annots[14 0 R 16 0 R 17 0 R 19 0 R 10 0 R 11 0 R 12 0 R]>>"));
        var signed = HandSigned.Certified(letter: letter);
        yield return new(By, "checkbox", "A box is ticked.", PdfSurgery.Append(signed,
            (14, PdfSurgery.Text(Pieces.Read(signed, 14).With("V", new PdfName("Yes")).With("AS", new PdfName("Yes"))))));
        yield return new(By, "radio", "One of two buttons is chosen; the widgets are objects of their own.",
            PdfSurgery.Append(signed, Pieces.With(signed, 15, "V", "/Yes"), Pieces.With(signed, 16, "AS", "/Yes")));
        yield return new(By, "list", "An entry of a list is chosen in a field below another.", PdfSurgery.Append(signed,
            (19, PdfSurgery.Text(Pieces.Read(signed, 19).With("V", PdfString.Of("a")).With("I", PdfArray.Of(new PdfInteger(0)))))));
        yield return new(By, "inherited", "The value is given to the parent.",
            PdfSurgery.Append(signed, Pieces.With(signed, 18, "V", "(b)"), Pieces.With(signed, 19, "AP", "<</N 30 0 R>>"),
                (30, Pieces.Form(""))));
    }

    private static IEnumerable<ValidFile> Notes()
    {
        const string Packet = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            + "<rdf:Description xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            + "<dc:title>Letter</dc:title><xmp:ModifyDate>DATE</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>";
        const string Kind = "/Type/Metadata/Subtype/XML";
        string Noted(string date) => PdfSurgery.Stream(Packet.Replace("DATE", date, StringComparison.Ordinal), Kind);
        var signed = HandSigned.Certified(letter: HandSigned.Letter((13, Noted("2026-02-02")),
            (1, "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/Metadata 13 0 R>>")));
        yield return new(By, "xmp-in-place", "The metadata note a later date.", PdfSurgery.Append(signed, (13, Noted("2026-02-03"))));
        yield return new(By, "xmp-anew", "The metadata come as a new object.",
            PdfSurgery.Append(signed, Pieces.With(signed, 1, "Metadata", "30 0 R"), (30, Noted("2026-02-03"))));
        yield return new(By, "info-added", "The trailer gets an /Info with date and program.", PdfSurgery.Append(signed,
            [(30, "<</ModDate(D:20260203)/Producer(Other)>>")], "/Info 30 0 R", []));
        yield return new(By, "info-at-level-1", "The same where nothing may change.", PdfSurgery.Append(HandSigned.Certified(1),
            [(30, "<</ModDate(D:20260203)/Producer(Other)>>")], "/Info 30 0 R", []));
        yield return new(By, "extensions", "Version and extensions are stated.", PdfSurgery.Append(signed,
            (1, PdfSurgery.Text(Pieces.Read(signed, 1).With("Version", new PdfName("2.0"))
                .With("Extensions", PdfSurgery.Parse("<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>"))))));
    }

    private static IEnumerable<ValidFile> Structures()
    {
        var signed = HandSigned.Certified();
        var page = PdfSurgery.Text(Pieces.Read(signed, 3));
        yield return new(By, "nothing-changed", "Objects are written again as they were.",
            PdfSurgery.Append(signed, (3, page), (6, Original(signed, 6)), (9, PdfSurgery.Text(Pieces.Read(signed, 9)))));
        yield return new(By, "object-stream", "Objects move into an object stream as they were; the table becomes a stream.",
            Packed(signed, page));
        yield return new(By, "indirect-form", "The form becomes an object of its own.", Indirect());
        yield return new(By, "litter", "An object nothing leads to is left over.", PdfSurgery.Append(signed, (30, "<</Left/Over>>")));
        yield return new(By, "freed-litter", "An object nothing leads to is freed.",
            PdfSurgery.Append(PdfSurgery.Append(signed, (30, "<</Left/Over>>")), [], "", [30]));
        yield return new(By, "stream-table", "A value is filled, the update ends with a cross-reference stream.",
            PdfSurgery.AppendWithStream(signed, Pieces.With(signed, 9, "V", "(1)")));
    }

    private static byte[] Own(byte[] signed, string box, string name = "Own")
    {
        var next = PdfSurgery.Next(signed);
        var (annotations, fields) = ((PdfArray)Pieces.Read(signed, 3)["Annots"]!, (PdfArray)Pieces.Read(signed, 5)["Fields"]!);
        var field = $"<</Type/Annot/Subtype/Widget/FT/Sig/T({name})/F 132/P 3 0 R/Rect{box}/V {next + 1} 0 R/AP<</N {next + 2} 0 R>>>>";
        var appended = PdfSurgery.Append(signed,
            Pieces.With(signed, 3, "Annots", PdfSurgery.Text(annotations.With(new PdfReference(next, 0)))),
            Pieces.With(signed, 5, "Fields", PdfSurgery.Text(fields.With(new PdfReference(next, 0)))), (next, field),
            (next + 1, HandSigned.Placeholder("")), (next + 2, Pieces.Form("0 0 1 rg 0 0 10 10 re f")));
        return HandSigned.Place(appended, signed.Length, Pieces.Accomplice);
    }

    private static string Lock(string action, string field) => "/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams"
        + $"<</Type/TransformParams/V/1.2/Action/{action}/Fields[({field})]>>>>]";

    private static byte[] Packed(byte[] signed, string page)
    {
        var at = signed.Length;
        var stream = $"40 0 obj\n{PdfSurgery.Stream($"3 0 {page}", "/Type/ObjStm/N 1/First 4")}\nendobj\n";
        string Row(int kind, int value) => $"{(char)kind}{(char)(value >> 24)}{(char)(value >> 16 & 255)}{(char)(value >> 8 & 255)}"
            + $"{(char)(value & 255)}\0";
        var rows = Row(2, 40) + Row(1, at) + Row(1, at + stream.Length);
        var section = "41 0 obj\n" + PdfSurgery.Stream(rows,
            $"/Type/XRef/W[1 4 1]/Index[3 1 40 2]/Size 42/Root 1 0 R/Prev {Pieces.LastStart(signed)}") + "\nendobj\n";
        return [.. signed, .. PdfSurgery.Bytes($"{stream}{section}startxref\n{at + stream.Length}\n%%EOF\n")];
    }

    private static byte[] Indirect()
    {
        var form = "<</Fields[9 0 R 10 0 R 11 0 R 12 0 R]/SigFlags 1>>";
        var signed = HandSigned.Certified(letter: HandSigned.Letter((1, $"<</Type/Catalog/Pages 2 0 R/AcroForm{form}>>")));
        return PdfSurgery.Append(signed, Pieces.With(signed, 1, "AcroForm", "30 0 R"), (30, form));
    }

    private static string Original(byte[] signed, int number)
    {
        var stream = (PdfStream)PdfSurgery.Open(signed).Resolve(new PdfReference(number, 0));
        return PdfSurgery.Stream(System.Text.Encoding.Latin1.GetString(signed, (int)stream.Start, (int)stream.Length));
    }
}
