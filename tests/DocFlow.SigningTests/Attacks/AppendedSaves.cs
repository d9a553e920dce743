using System.Globalization;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Incremental saving: other content follows the signed bytes, with all the ways a viewer can be made to find it.</summary>
internal static class AppendedSaves
{
    private const string Class = "Incremental saving";

    public static IEnumerable<Attack> All() => [.. Sloppy(), .. Clean(), .. Layered()];

    // what is appended is more or less broken, and viewers repair
    private static IEnumerable<Attack> Sloppy()
    {
        var signed = HandSigned.Certified();
        var (at, old) = (signed.Length, Pieces.LastStart(signed));
        var body = $"{Pieces.Content} 0 obj\n{Pieces.Evil}\nendobj\n";
        var (xref, table) = (at + body.Length, $"xref\n{Pieces.Content} 1\n{at:0000000000} 00000 n \n");
        var trailer = $"trailer\n<</Size 15/Root 1 0 R/Prev {old}>>\n";
        foreach (var (id, does, tail) in new (string, string, string)[]
        {
            ("object-only", "An object and nothing else.", body),
            ("no-trailer", "An object and a table without trailer.", $"{body}{table}startxref\n{xref}\n%%EOF\n"),
            ("no-table", "An object and a trailer without table.", $"{body}{trailer}startxref\n{xref}\n%%EOF\n"),
            ("no-end", "A whole update without %%EOF.", $"{body}{table}{trailer}startxref\n{xref}\n"),
            ("no-startxref", "A whole update without startxref.", $"{body}{table}{trailer}%%EOF\n"),
            ("startxref-zero", "startxref 0 forces a repair.", $"{body}{table}{trailer}startxref\n0\n%%EOF\n"),
            ("startxref-wrong", "startxref misses the table.", $"{body}{table}{trailer}startxref\n{xref + 3}\n%%EOF\n"),
            ("startxref-old", "startxref names the signed table.", $"{body}{table}{trailer}startxref\n{old}\n%%EOF\n"),
            ("startxref-word", "startxref is followed by a word.", $"{body}{table}{trailer}startxref\nhere\n%%EOF\n"),
            ("startxref-twice", "Two startxref, the old one last.",
                $"{body}{table}{trailer}startxref\n{xref}\n%%EOF\nstartxref\n{old}\n%%EOF\n"),
            ("commented-table", "The table hides behind a comment.", $"{body}%{table}{trailer}startxref\n{xref}\n%%EOF\n"),
            ("commented-object", "The object hides in the table's comment.",
                $"xref\n0 1\n0000000000 65535 f \n{trailer}%{body.ReplaceLineEndings(" ")}\nstartxref\n{at}\n%%EOF\n"),
            ("object-after-end", "The object follows a whole update.",
                $"xref\n0 1\n0000000000 65535 f \n{trailer}startxref\n{at}\n%%EOF\n{body}"),
            ("prev-missing", "The table has no /Prev.", $"{body}{table}trailer\n<</Size 15/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n"),
            ("prev-loop", "/Prev leads to itself.",
                $"{body}{table}trailer\n<</Size 15/Root 1 0 R/Prev {xref}>>\nstartxref\n{xref}\n%%EOF\n"),
            ("prev-skips", "/Prev skips the signed table.",
                $"{body}{table}trailer\n<</Size 15/Root 1 0 R/Prev {PdfSurgery.Open(signed).Revisions[0].XrefOffset}>>\n"
                + $"startxref\n{xref}\n%%EOF\n"),
            ("far-startxref", "A long blank follows, so that the end is far.",
                $"{body}{table}{trailer}startxref\n{xref}\n%%EOF\n{new string(' ', 70_000)}"),
            ("second-header", "A second file follows the first.", $"%PDF-1.7\n{body}{table}{trailer}startxref\n{xref + 9}\n%%EOF\n"),
        })
            yield return new Attack(Class, id, does, [.. signed, .. PdfSurgery.Bytes(tail)]);
    }

    private static IEnumerable<Attack> Clean()
    {
        var signed = HandSigned.Certified();
        var evil = (Pieces.Content, Pieces.Evil);
        yield return new Attack(Class, "table", "A well-formed update with a table replaces the page's content.",
            PdfSurgery.Append(signed, evil));
        yield return new Attack(Class, "stream", "The same with a cross-reference stream.", PdfSurgery.AppendWithStream(signed, evil));
        var value = ((PdfReference)Pieces.Read(signed, HandSigned.Leader)["V"]!).Number;
        yield return new Attack(Class, "signature-copied", "The update brings a copy of the signature along.",
            PdfSurgery.Append(signed, evil, (value, PdfSurgery.Text(Pieces.Read(signed, value)))));
        yield return new Attack(Class, "field-copied", "The update brings a copy of field and signature along.",
            PdfSurgery.Append(signed, evil, (value, PdfSurgery.Text(Pieces.Read(signed, value))),
                (HandSigned.Leader, PdfSurgery.Text(Pieces.Read(signed, HandSigned.Leader)))));
        yield return new Attack(Class, "with-filling", "The page's content changes together with an allowed value.",
            PdfSurgery.Append(HandSigned.Fill(signed, "123"), evil));
        yield return new Attack(Class, "undone", "One update replaces the content, the next puts it back.",
            PdfSurgery.Append(PdfSurgery.Append(signed, evil), (Pieces.Content, Original(signed))));
        yield return new Attack(Class, "new-root", "The trailer names another catalog.", PdfSurgery.Append(signed,
            [(20, PdfSurgery.Text(Pieces.Read(signed, 1).With("Pages", new PdfReference(21, 0)))),
                (21, "<</Type/Pages/Kids[22 0 R]/Count 1>>"),
                (22, $"<<{HandSigned.Sheet.Replace("2 0 R", "21 0 R", StringComparison.Ordinal)}/Contents 23 0 R>>"), (23, Pieces.Evil)],
            "/Root 20 0 R", []));
        yield return new Attack(Class, "encrypted-later", "The trailer suddenly says that the file is encrypted.",
            PdfSurgery.Append(signed, [(20, "<</Filter/Standard/V 1/R 2/P -1/O<00>/U<00>>>")], "/Encrypt 20 0 R", []));
    }

    // a later signature covers the forgery and is good in itself
    private static IEnumerable<Attack> Layered()
    {
        var forged = PdfSurgery.Append(HandSigned.Certified(), (Pieces.Content, Pieces.Evil));
        yield return new Attack(Class, "signed-over", "A second, good signature covers the replaced content.",
            HandSigned.Sign(forged, HandSigned.Deputy));
        var uncertified = HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader);
        yield return new Attack(Class, "uncertified", "The same where the first signature is only an approval.",
            HandSigned.Sign(PdfSurgery.Append(uncertified, (Pieces.Content, Pieces.Evil)), HandSigned.Deputy));
        yield return new Attack(Class, "within-signature", "Content is replaced in the very update that signs.",
            WithSignature(HandSigned.Certified(), (Pieces.Content, Pieces.Evil)));
        yield return new Attack(Class, "after-all", "The content is replaced after the last of two signatures.",
            PdfSurgery.Append(HandSigned.Sign(HandSigned.Certified(), HandSigned.Deputy), (Pieces.Content, Pieces.Evil)));
    }

    /// <summary>A second signature whose update brings something else along.</summary>
    public static byte[] WithSignature(byte[] pdf, params (int Number, string Body)[] more)
    {
        var next = Math.Max(PdfSurgery.Next(pdf), 30);
        var signed = Pieces.With(pdf, HandSigned.Deputy, "V", string.Create(CultureInfo.InvariantCulture, $"{next} 0 R"));
        return HandSigned.Place(
            PdfSurgery.Append(pdf, [signed, (next, HandSigned.Placeholder("")), .. more]), pdf.Length, Pieces.Accomplice);
    }

    private static string Original(byte[] signed)
    {
        var stream = (PdfStream)PdfSurgery.Open(signed).Resolve(new PdfReference(Pieces.Content, 0));
        return PdfSurgery.Stream(System.Text.Encoding.Latin1.GetString(signed, (int)stream.Start, (int)stream.Length));
    }
}
