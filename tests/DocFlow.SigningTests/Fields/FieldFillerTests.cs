using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Fields;

public sealed class FieldFillerTests
{
    private static readonly byte[] Signed = SampleLetter.Signed(SampleLetter.Laid(SampleLetter.Draft()), "Signer1");

    [Test]
    public void Number_and_date_get_their_leading_zeros()
    {
        var marks = new IssueMarks(7, "SYT-VP", "Huế", new DateOnly(2026, 10, 3));

        var filled = FieldFiller.Fill(SampleLetter.Reading(Signed), marks, Stream.Null).Answer;

        Assert.That(filled, Is.EqualTo(new Dictionary<string, string> { ["Number"] = "07", ["Day"] = "03", ["Month"] = "10" }));
    }

    [Test]
    public void The_value_shows_without_the_viewer_drawing_it()
    {
        var document = PdfDocument.Open(SampleLetter.Reading(SampleLetter.Filled(Signed)));
        var number = FormFields.Read(document).Single(f => f.Name == "Number").Dictionary;

        var shown = (PdfStream)document.Resolve(document.Dictionary(number["AP"])!["N"]);

        Assert.That(System.Text.Encoding.ASCII.GetString(document.Decode(shown)), Does.StartWith("/Tx BMC").And.Contain("/F 13 Tf"));
        Assert.That(document.Dictionary(document.Dictionary(shown.Dictionary["Resources"])!["Font"])!["F"], Is.Not.Null);
    }

    [Test]
    public void A_filled_field_is_not_filled_again()
    {
        var outcome = FieldFiller.Fill(SampleLetter.Reading(SampleLetter.Filled(Signed)), SampleLetter.Marks, Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("field.filled"));
    }

    [Test]
    public void Nothing_is_filled_after_the_seal()
    {
        var sealedEarly = SampleLetter.Signed(Signed, "Seal");

        var outcome = FieldFiller.Fill(SampleLetter.Reading(sealedEarly), SampleLetter.Marks, Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("field.locked"));
    }

    [TestCase("漢", "text.letter")]
    [TestCase("BAN-QUẢN-LÝ-DỰ-ÁN-ĐẦU-TƯ-XÂY-DỰNG-CÔNG-TRÌNH", "text.too-long")]
    public void A_notation_that_cannot_be_shown_is_refused(string notation, string code)
    {
        var laid = SampleLetter.Laid(SampleLetter.Draft(), PrintedMarks.Nothing);

        var outcome = FieldFiller.Fill(SampleLetter.Reading(laid), SampleLetter.Marks with { Notation = notation }, Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(code));
    }
}
