using System.IO.Compression;
using System.Text;
using DocFlow.Signing.Inspection;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Inspection;

public sealed class PdfInspectorTests
{
    private static readonly byte[] Letter = HandSigned.Letter();

    [Test]
    public void An_ordinary_letter_raises_no_concern_and_its_text_is_read()
    {
        var report = Inspect(Letter);

        Assert.That((report.State, report.PageCount), Is.EqualTo((FileState.Readable, 2)));
        Assert.That(report.Concerns, Is.Empty);
        Assert.That(report.FirstPage, Is.EqualTo(new[] { "Pay 100" }));
    }

    [TestCase("hello", FileState.NotAPdf)]
    [TestCase("", FileState.NotAPdf)]
    [TestCase("%PDF-1.7\n1 0 obj\n", FileState.Truncated)]
    public void What_is_no_whole_PDF_is_told_so_in_both_languages(string text, FileState state)
    {
        var report = Inspect(Encoding.ASCII.GetBytes(text));

        Assert.That(report.State, Is.EqualTo(state));
        Assert.That(report.Reason, Is.Not.Null);
    }

    [Test]
    public void A_letter_cut_off_anywhere_is_never_readable()
    {
        var cuts = Enumerable.Range(1, 40).Select(i => Inspect(Letter[..(Letter.Length * i / 42)]).State);

        Assert.That(cuts, Has.None.EqualTo(FileState.Readable));
    }

    [TestCase("/OpenAction<</S/JavaScript/JS(1)>>", ConcernKind.JavaScript)]
    [TestCase("/OpenAction<</#53/J#61vaScript/#4a#53(1)>>", ConcernKind.JavaScript)]
    [TestCase("/OpenAction<</S/Launch/F(cmd.exe)>>", ConcernKind.Launch)]
    [TestCase("/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/EF<<>>>>]>>>>", ConcernKind.EmbeddedFile)]
    [TestCase("/OpenAction<</S/SubmitForm/F(http://x)>>", ConcernKind.FormData)]
    [TestCase("/OpenAction<</S/URI/URI(file:///etc/passwd)>>", ConcernKind.RemoteFile)]
    [TestCase("/OpenAction<</S/GoToR/F(other.pdf)>>", ConcernKind.RemoteFile)]
    [TestCase("/AcroForm<</XFA[]/Fields[]>>", ConcernKind.Xfa)]
    public void What_a_letter_has_no_need_of_is_found_whatever_it_hides_behind(string entry, ConcernKind kind)
    {
        var report = Inspect(PdfSurgery.Append(Letter, (1, $"<</Type/Catalog/Pages 2 0 R{entry}>>")));

        Assert.That(report.Concerns.Select(concern => concern.Kind), Is.EqualTo(new[] { kind }));
    }

    [Test]
    public void A_script_packed_into_an_object_stream_is_found()
    {
        var packed = Deflated("20 0 <</S/JavaScript/JS(1)>>");
        var stream = PdfSurgery.Stream(packed, "/Type/ObjStm/N 1/First 5/Filter/FlateDecode");

        var report = Inspect(WithPacked(stream));

        Assert.That(report.Concerns.Select(concern => concern.Kind), Is.EqualTo(new[] { ConcernKind.JavaScript }));
    }

    [Test]
    public void A_file_over_the_limit_is_not_even_opened()
    {
        var report = PdfInspector.Inspect(new MemoryStream(Letter), new InspectionLimits { Bytes = 100 });

        Assert.That(report.State, Is.EqualTo(FileState.TooLarge));
    }

    [Test]
    public void A_page_that_unpacks_without_end_is_stopped()
    {
        var bomb = PdfSurgery.Stream(Deflated(new string(' ', 20 << 20)), "/Filter/FlateDecode");

        var report = Inspect(PdfSurgery.Append(Letter, (HandSigned.Content, bomb)));

        Assert.That(report.State, Is.EqualTo(FileState.TooMuch));
    }

    [Test]
    public void Signatures_already_given_are_named()
    {
        var report = Inspect(HandSigned.Certified());

        Assert.That(report.SignedFields, Is.EqualTo(new[] { "Leader" }));
    }

    [Test]
    public void An_encrypted_file_is_told_from_a_readable_one()
    {
        var report = Inspect(PdfSurgery.Append(Letter, [(20, "<</Filter/Standard/V 5/R 6>>")], "/Encrypt 20 0 R", []));

        Assert.That(report.Concerns.Select(concern => concern.Kind), Is.EqualTo(new[] { ConcernKind.Encrypted }));
    }

    private static InspectionReport Inspect(byte[] pdf) =>
        PdfInspector.Inspect(new MemoryStream(pdf, writable: false), new InspectionLimits());

    // object 20 in object stream 19, by a cross-reference stream 21
    private static byte[] WithPacked(string stream)
    {
        var start = Letter.Length;
        var text = $"19 0 obj\n{stream}\nendobj\n";
        var catalog = start + text.Length;
        text += "1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction 20 0 R>>\nendobj\n";
        var xref = start + text.Length;
        string Row(int kind, int second, int third) => $"{(char)kind}{(char)(second >> 8)}{(char)(second & 255)}{(char)third}";
        var rows = Row(1, catalog, 0) + Row(1, start, 0) + Row(2, 19, 0) + Row(1, xref, 0);
        var section = PdfSurgery.Stream(rows, $"/Type/XRef/W[1 2 1]/Index[1 1 19 3]/Size 22/Root 1 0 R/Prev {Previous()}");
        return [.. Letter, .. PdfSurgery.Bytes($"{text}21 0 obj\n{section}\nendobj\nstartxref\n{xref}\n%%EOF\n")];
    }

    private static long Previous() => PdfSurgery.Open(Letter).Revisions[^1].XrefOffset;

    private static string Deflated(string text)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(PdfSurgery.Bytes(text));
        return Encoding.Latin1.GetString(packed.ToArray());
    }
}
