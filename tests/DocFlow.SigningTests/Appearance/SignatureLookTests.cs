using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Tests.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Appearance;

/// <summary>What signatures show, read and seen by others.</summary>
public sealed class SignatureLookTests
{
    private const string Signer = "Ký bởi: Nguyễn Thị Ngọc Ánh\nỦy ban nhân dân tỉnh Thừa Thiên Huế";
    private static readonly Lazy<IKeyHolder> Key = new(() => TestAuthority.Person("Nguyễn Thị Ngọc Ánh"));
    private static readonly PdfBox Box = new(300, 100, 520, 160);

    [TestCase("")]
    [TestCase("/Rotate 90")]
    [TestCase("/Rotate 180")]
    [TestCase("/Rotate 270")]
    [TestCase("/CropBox [40 40 595 700] /Rotate 90")]
    public void Text_is_read_and_stands_in_its_box_on_every_page(string page)
    {
        var signed = Sign(Request(Signer), page);

        var shown = RenderedPage.Of(signed).Dark;
        Assert.That(Text(signed), Does.Contain("Ký bởi: Nguyễn Thị Ngọc Ánh").And.Contain("Ủy ban nhân dân tỉnh Thừa Thiên Huế"));
        Assert.That(shown.Within(Box), Is.EqualTo(shown));
        Assert.That(shown.Width, Is.GreaterThan(3 * shown.Height));
    }

    [Test]
    public void Picture_and_text_stand_side_by_side()
    {
        var shown = RenderedPage.Of(Sign(Request(Signer) with { Picture = SamplePictures.Signature(2) }));

        Assert.That(shown.Blue.Right, Is.LessThan(shown.Dark.Left));
        Assert.That(shown.Blue.Within(Box), Is.EqualTo(shown.Blue));
        Assert.That(shown.Dark.Within(Box), Is.EqualTo(shown.Dark));
    }

    [Test]
    public void In_a_tall_box_the_text_stands_below_the_picture()
    {
        var tall = new NewField(1, new PdfBox(300, 100, 380, 260));
        var request = Request("Nguyễn Thị Ngọc Ánh") with { Picture = SamplePictures.Signature(2), NewField = tall };

        var shown = RenderedPage.Of(Sign(request));

        Assert.That(shown.Dark.Top, Is.LessThan(shown.Blue.Bottom));
    }

    [Test]
    public void A_long_text_is_broken_and_set_smaller()
    {
        var text = string.Join(' ', Enumerable.Repeat("Trung tâm Tin học", 12));

        var signed = Sign(Request(text));

        Assert.That(Text(signed).Replace('\n', ' '), Does.Contain(text));
        Assert.That(RenderedPage.Of(signed).Dark.Within(Box), Is.EqualTo(RenderedPage.Of(signed).Dark));
    }

    [TestCase("Nguyễn 漢", "text.letter", "“漢” (U+6F22)")]
    [TestCase("Nguyễn\u200B", "text.letter", "(U+200B)")]
    [TestCase("Nguyễn\u0007", "text.letter", "(U+0007)")]
    public void A_letter_the_font_lacks_is_named_before_signing(string text, string code, string named)
    {
        using var output = new MemoryStream();

        var refusal = PdfSigner.Sign(SampleLetter.Reading(TinyPdf.Classic()), Request(text), Key.Value, output).Refusal;

        Assert.That(refusal?.Code, Is.EqualTo(code));
        Assert.That(refusal?.En, Does.Contain(named));
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public void A_text_that_fits_at_no_readable_size_is_refused()
    {
        var request = Request(string.Join(' ', Enumerable.Repeat("Trung tâm Tin học", 300)));

        var outcome = PdfSigner.Sign(SampleLetter.Reading(TinyPdf.Classic()), request, Key.Value, Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("text.too-long"));
    }

    [TestCase("-jpeg")]
    [TestCase("-jpeg", "-gray")]
    [TestCase("-jpeg", "-jpegopt", "progressive=y")]
    public void A_jpeg_is_shown_as_it_is(params string[] how)
    {
        var path = OutsideEyes.Saved(SampleLetter.Draft());
        Tool.Said("pdftoppm", [.. how, "-r", "72", "-x", "300", "-y", "60", "-W", "120", "-H", "30", "-singlefile", path, path]);
        var jpeg = File.ReadAllBytes(path + ".jpg");

        var signed = Sign(Request(null) with { Picture = jpeg });

        Assert.That(signed.AsSpan().IndexOf(jpeg), Is.Positive);
        Assert.That(RenderedPage.Of(signed).Dark.Within(Box), Is.EqualTo(RenderedPage.Of(signed).Dark).And.Not.EqualTo(default(PdfBox)));
        Assert.That(OutsideEyes.Complaints(signed), Is.Empty);
    }

    [TestCase("FFD8FFE0")]
    [TestCase("FFD8FFC0000B080010001001011100")]
    [TestCase("FFD8FFC00014080010001004011100021100031100041100FFD9")]
    [TestCase("FFD8FFC30011080010001003012200021101031101")]
    [TestCase("FFD8FFE1001E457869660000" + "49492A00080000000100120103000100000006000000" + "FFC00011080010001003012200021101031101")]
    public void A_jpeg_that_cannot_be_shown_is_refused(string hex)
    {
        var request = Request(null) with { Picture = Convert.FromHexString(hex) };

        var outcome = PdfSigner.Sign(SampleLetter.Reading(TinyPdf.Classic()), request, Key.Value, Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("image.unusable"));
    }

    [TestCase("")]
    [TestCase("/Rotate 270 /UserUnit 2")]
    public void Every_eye_accepts_text_beside_a_picture(string page)
    {
        var signed = Sign(Request(Signer) with { Picture = SamplePictures.Signature(1) }, page);

        Assert.That(OutsideEyes.Signatures(signed), Does.Contain("Signature is Valid").And.Contain("Total document signed"));
        Assert.That(OutsideEyes.Complaints(signed), Is.Empty);
        Assert.That(OutsideEyes.History(signed), Is.EqualTo("0"));
    }

    private static SignatureRequest Request(string? text) => new("Here", SampleLetter.At) { NewField = new NewField(1, Box), Text = text };

    private static byte[] Sign(SignatureRequest request, string page = "")
    {
        using var output = new MemoryStream();
        var file = SampleLetter.Reading(TinyPdf.Classic($"<< /Type /Page /Parent 2 0 R {page} >>"));
        _ = PdfSigner.Sign(file, request, Key.Value, output).Answer;
        return output.ToArray();
    }

    private static string Text(byte[] pdf) => Tool.Said("pdftotext", OutsideEyes.Saved(pdf), "-");
}
