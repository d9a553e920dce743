using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>
/// Shadow attacks: the file is prepared before it is signed, so that a later, harmless-looking update brings hidden content to light
/// (Mainka and others, 2021).
/// </summary>
internal static class Shadows
{
    private const string Hide = "Shadow: hide", Replace = "Shadow: replace", Both = "Shadow: hide and replace";
    private const string Stamp = "<</Type/Annot/Subtype/Stamp/F 4/Rect[0 0 595 842]/AP<</N 14 0 R>>>>";

    public static IEnumerable<Attack> All() => [.. Hidden(), .. Replaced(), .. Revealed(), .. Rewired()];

    private static byte[] Signed(params (int Number, string Body)[] prepared) => HandSigned.Certified(letter: HandSigned.Letter(prepared));

    // something lies over the content that is to come to light
    private static IEnumerable<Attack> Hidden()
    {
        var covered = Signed((3, $"<<{HandSigned.Sheet}/Contents 6 0 R/Annots[9 0 R 10 0 R 11 0 R 12 0 R 13 0 R]>>"), (13, Stamp),
            (14, Pieces.Cover));
        yield return new Attack(Hide, "cover-freed", "The picture of an annotation that lay over the text is freed.",
            PdfSurgery.Append(covered, [], "", [14]));
        yield return new Attack(Hide, "cover-emptied", "That picture is redefined as empty.",
            PdfSurgery.Append(covered, (14, Pieces.Form(""))));
        yield return new Attack(Hide, "cover-nulled", "The annotation itself becomes null.", PdfSurgery.Append(covered, (13, "null")));
        yield return new Attack(Hide, "cover-hidden", "The annotation gets the flag Hidden.",
            PdfSurgery.Append(covered, Pieces.With(covered, 13, "F", "2")));
        yield return new Attack(Hide, "cover-unlisted", "The annotation leaves the page's list.",
            PdfSurgery.Append(covered, Pieces.With(covered, 3, "Annots", "[9 0 R 10 0 R 11 0 R 12 0 R]")));
        yield return new Attack(Hide, "cover-shrunk", "The annotation shrinks.",
            PdfSurgery.Append(covered, Pieces.With(covered, 13, "Rect", "[0 0 1 1]")));
        var layered = Signed((1, "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/OCProperties<</OCGs[13 0 R]/D 14 0 R>>>>"),
            (13, "<</Type/OCG/Name(Cover)>>"), (14, "<</ON[13 0 R]>>"));
        yield return new Attack(Hide, "layer-off", "A layer is switched off.", PdfSurgery.Append(layered, (14, "<</OFF[13 0 R]>>")));
        var field = Signed((9, $"<<{HandSigned.Widget}/FT/Tx/T(Number)/V(100)/AP<</N 13 0 R>>>>"), (13, Pieces.Cover));
        yield return new Attack(Hide, "field-cover-emptied", "The picture of a filled field is emptied, its value stays.",
            PdfSurgery.Append(field, (13, Pieces.Form(""))));
        yield return new Attack(Hide, "field-cover-freed", "The picture of a filled field is freed.",
            PdfSurgery.Append(field, [], "", [13]));
    }

    private static IEnumerable<Attack> Replaced()
    {
        var signed = HandSigned.Certified();
        const string Swapped = "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Differences[49/nine]>>>>";
        yield return new Attack(Replace, "font-redefined", "The page's font gets an encoding in which 1 looks like 9.",
            PdfSurgery.Append(signed, (8, Swapped)));
        yield return new Attack(Replace, "font-with-filling", "The same inside the update that fills a field.",
            PdfSurgery.Append(HandSigned.Fill(signed, "1"), (8, Swapped)));
        var filled = Signed((5, "<</Fields[9 0 R 10 0 R 11 0 R 12 0 R]/SigFlags 1/DA(/F1 12 Tf)/DR<</Font<</F1 8 0 R>>>>>>"),
            (9, $"<<{HandSigned.Widget}/FT/Tx/T(Number)/V(900)/DA(/F1 12 Tf 0 g)/AP<</N 13 0 R>>>>"),
            (13, Pieces.Form("BT /F1 12 Tf (100) Tj ET")));
        yield return new Attack(Replace, "field-redrawn", "Viewers are asked to redraw a field whose picture differs from its value.",
            PdfSurgery.Append(filled, Pieces.With(filled, 5, "NeedAppearances", "true")));
        yield return new Attack(Replace, "field-picture-removed", "The picture that differs from the value is taken away.",
            PdfSurgery.Append(filled, Pieces.Without(filled, 9, "AP")));
        yield return new Attack(Replace, "field-picture-replaced", "The picture of a field is replaced, its value stays.",
            PdfSurgery.Append(filled, (13, Pieces.Form("BT /F1 12 Tf (900) Tj ET"))));
        yield return new Attack(Replace, "field-default-look", "The default look of a filled field is changed.",
            PdfSurgery.Append(filled, Pieces.With(filled, 9, "DA", "(/F1 1 Tf 1 g)")));
        yield return new Attack(Replace, "form-font", "The form's font is exchanged.",
            PdfSurgery.Append(filled, Pieces.With(filled, 5, "DR", "<</Font<</F1 20 0 R>>>>"), (20, Swapped)));
        var image = Signed((3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 13 0 R>>>>/Contents 6 0 R>>"),
            (6, PdfSurgery.Stream("/I Do")), (13, Pieces.Form("0 0 10 10 re f")));
        yield return new Attack(Replace, "picture-redefined", "The scan that is the page is exchanged.",
            PdfSurgery.Append(image, (13, Pieces.Cover)));
        yield return new Attack(Replace, "resources-extended", "The page's content is redirected to another resource.",
            PdfSurgery.Append(image, Pieces.With(image, 3, "Resources", "<</XObject<</I 20 0 R>>>>"), (20, Pieces.Cover)));
    }

    // a second document lies in the file already; only a pointer has to change
    private static IEnumerable<Attack> Revealed()
    {
        var hidden = Signed((13, Pieces.Evil), (14, $"<<{HandSigned.Sheet}/Contents 13 0 R>>"),
            (15, "<</Type/Pages/Kids[14 0 R]/Count 1>>"), (16, "<</Type/Catalog/Pages 15 0 R/AcroForm 5 0 R>>"));
        yield return new Attack(Both, "content-redirected", "The page is led to content that lay in the file unseen.",
            PdfSurgery.Append(hidden, Pieces.With(hidden, 3, "Contents", "13 0 R")));
        yield return new Attack(Both, "kids-redirected", "The page tree is led to a page that lay in the file unseen.",
            PdfSurgery.Append(hidden, Pieces.With(hidden, 2, "Kids", "[14 0 R 4 0 R]")));
        yield return new Attack(Both, "pages-redirected", "The catalog is led to a page tree that lay in the file unseen.",
            PdfSurgery.Append(hidden, Pieces.With(hidden, 1, "Pages", "15 0 R")));
        yield return new Attack(Both, "root-redirected", "The trailer is led to a catalog that lay in the file unseen.",
            PdfSurgery.Append(hidden, [], "/Root 16 0 R", []));
        yield return new Attack(Both, "picture-of-field", "A filled field shows content that lay in the file, over the whole page.",
            PdfSurgery.Append(hidden, (9, PdfSurgery.Text(Pieces.Read(hidden, 9).With("V", PdfString.Of("1"))
                .With("AP", PdfSurgery.Parse("<</N 13 0 R>>")).With("Rect", PdfSurgery.Parse("[0 0 595 842]"))))));
        yield return new Attack(Both, "parent-redirected", "A hidden page takes the place of the second in its parent's list.",
            PdfSurgery.Append(hidden, (4, PdfSurgery.Text(Pieces.Read(hidden, 14)))));
    }

    // nothing but the table changes: what it points to was signed
    private static IEnumerable<Attack> Rewired()
    {
        var twice = Signed((13, PdfSurgery.Stream($"\n6 0 obj\n{Pieces.Evil}\nendobj\n")));
        var at = twice.AsSpan().LastIndexOf("6 0 obj"u8);
        yield return new Attack(Both, "xref-into-stream", "A table alone points an object into a stream that was signed.",
            Table(twice, 6, at));
        var swapped = HandSigned.Certified();
        var other = swapped.AsSpan().IndexOf("7 0 obj"u8);
        yield return new Attack(Both, "xref-to-other", "A table alone points the first page's content to the second's.",
            Table(swapped, 6, other));
        yield return new Attack(Both, "xref-to-old-version", "A table alone brings back a field as it was before it was signed.",
            Table(swapped, 10, swapped.AsSpan().IndexOf("10 0 obj"u8)));
        yield return new Attack(Both, "xref-frees-field", "A table alone frees the signature's field.", Table(swapped, 10, 0));
    }

    private static byte[] Table(byte[] pdf, int number, int offset) =>
        [.. pdf, .. PdfSurgery.Bytes($"xref\n{number} 1\n{offset:0000000000} 0000{(offset > 0 ? "0 n" : "1 f")} \n"
            + $"trailer\n<</Size 20/Root 1 0 R/Prev {Pieces.LastStart(pdf)}>>\nstartxref\n{pdf.Length}\n%%EOF\n")];
}
