using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Composing;

public sealed class LetterComposerTests
{
    [TestCase(2, 1)]
    [TestCase(30, 3)]
    public void A_letter_takes_the_pages_its_text_needs(int paragraphs, int pages)
    {
        var document = PdfDocument.Open(SampleLetter.Reading(SampleLetter.Draft(paragraphs)));

        Assert.That(document.Pages, Has.Count.EqualTo(pages));
    }

    [Test]
    public void Every_vietnamese_letter_can_be_read_out_again()
    {
        const string letters = "ăâđêôơư áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ";
        using var output = new MemoryStream();

        _ = LetterComposer.Write(SampleLetter.Letter(0) with { Paragraphs = [letters, letters.ToUpperInvariant()] }, output).Answer;

        var text = Tool.Said("pdftotext", OutsideEyes.Saved(output.ToArray()), "-").Replace('\n', ' ');
        Assert.That(text, Does.Contain(letters).And.Contain(letters.ToUpperInvariant()));
        Assert.That(OutsideEyes.Complaints(output.ToArray()), Is.Empty);
    }

    [Test]
    public void Accents_given_apart_are_put_together()
    {
        var apart = SampleLetter.Letter(0) with { Paragraphs = ["Việt Nam".Normalize(System.Text.NormalizationForm.FormD)] };
        var together = SampleLetter.Letter(0) with { Paragraphs = ["Việt Nam"] };

        Assert.That(Content(apart), Is.EqualTo(Content(together)));
    }

    [Test]
    public void A_letter_the_font_lacks_is_refused_before_anything_is_written()
    {
        using var output = new MemoryStream();

        var outcome = LetterComposer.Write(SampleLetter.Letter(1) with { Subject = "漢字" }, output);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("text.letter"));
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public void A_slip_has_its_heading_and_no_marks()
    {
        var slip = SampleLetter.Letter(1, PrintedMarks.Nothing) with { Heading = "PHIẾU TRÌNH", Addressees = ["Lãnh đạo Văn phòng"] };
        using var output = new MemoryStream();

        _ = LetterComposer.Write(slip, output).Answer;

        var text = Tool.Said("pdftotext", "-layout", OutsideEyes.Saved(output.ToArray()), "-");
        Assert.That(text, Does.Contain("PHIẾU TRÌNH").And.Contain("Kính gửi: Lãnh đạo Văn phòng"));
        Assert.That(text, Does.Not.Contain("Số:"));
    }

    private static byte[] Content(Letter letter)
    {
        using var output = new MemoryStream();
        _ = LetterComposer.Write(letter, output).Answer;
        var document = PdfDocument.Open(output);
        return document.Decode((PdfStream)document.Resolve(document.Pages[0].Dictionary["Contents"]));
    }
}
