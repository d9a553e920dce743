using System.Text;
using System.Text.Json;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Fields;

public sealed class FieldLayerTests
{
    private static readonly byte[] Draft = SampleLetter.Draft(paragraphs: 30);

    [Test]
    public void All_fields_are_laid_at_once_and_none_is_signed()
    {
        var document = PdfDocument.Open(SampleLetter.Reading(SampleLetter.Laid(Draft)));

        var fields = FormFields.Read(document);

        Assert.That(fields.Select(f => f.Name), Is.EqualTo(new[] { "Number", "Day", "Month", "Initial1", "Signer1", "Seal" }));
        Assert.That(fields, Has.All.Property(nameof(FormField.IsSigned)).False);
        Assert.That(document.Dictionary(document.Catalog["AcroForm"])!["NeedAppearances"], Is.Null);
    }

    [Test]
    public void Marks_stand_on_the_first_page_and_signatures_on_the_last()
    {
        var document = PdfDocument.Open(SampleLetter.Reading(SampleLetter.Laid(Draft)));

        var pages = FormFields.Read(document).ToDictionary(f => f.Name, f => f.Dictionary["P"]);

        Assert.That(document.Pages, Has.Count.GreaterThan(1));
        Assert.That(pages["Number"], Is.EqualTo(document.Pages[0].Reference));
        Assert.That(pages["Seal"], Is.EqualTo(document.Pages[^1].Reference));
    }

    [Test]
    public void A_draft_that_somebody_signed_is_refused()
    {
        var signed = SampleLetter.Signed(SampleLetter.Laid(Draft), "Signer1");

        var outcome = FieldLayer.Lay(SampleLetter.Reading(signed), SampleLetter.Plan(signed), Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("pdf.signed"));
    }

    [Test]
    public void Fields_are_not_laid_twice()
    {
        var laid = SampleLetter.Laid(Draft);

        var outcome = FieldLayer.Lay(SampleLetter.Reading(laid), SampleLetter.Plan(laid), Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("field.exists"));
    }

    [TestCase("/Encrypt << /Filter /Standard >>", "pdf.encrypted")]
    [TestCase("/Prev 999999", "pdf.unreadable")]
    public void A_file_that_cannot_be_signed_is_refused_and_nothing_written(string trailer, string code)
    {
        using var output = new MemoryStream();

        var outcome = FieldLayer.Lay(SampleLetter.Reading(TinyPdf.Classic("", [], trailer)), new FieldPlan([]), output);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(code));
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public void A_page_that_is_not_there_is_refused()
    {
        var plan = new FieldPlan([new PlannedField("Signer1", FieldKind.Signature, 9, new PdfBox(0, 0, 10, 10))]);

        var outcome = FieldLayer.Lay(SampleLetter.Reading(TinyPdf.Classic()), plan, Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("field.page"));
    }

    [TestCase("A.B", 0, 20, "field.name")]
    [TestCase("", 0, 20, "field.name")]
    [TestCase("Seal", 590, 620, "field.outside")]
    [TestCase("Seal", 10, 10, "field.outside")]
    public void A_field_that_cannot_be_laid_is_refused(string name, double left, double right, string code)
    {
        var plan = new FieldPlan([new PlannedField(name, FieldKind.Seal, 1, new PdfBox(left, 5, right, 25))]);

        Assert.That(FieldLayer.Lay(SampleLetter.Reading(TinyPdf.Classic()), plan, Stream.Null).Refusal?.Code, Is.EqualTo(code));
    }

    [Test]
    public void A_plan_that_names_a_field_twice_is_refused()
    {
        var field = new PlannedField("Seal", FieldKind.Seal, 1, new PdfBox(0, 0, 10, 10));

        var outcome = FieldLayer.Lay(SampleLetter.Reading(TinyPdf.Classic()), new FieldPlan([field, field]), Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("field.exists"));
    }

    [Test]
    public void Thirty_initials_and_six_signers_find_their_places_on_one_page()
    {
        var request = new LayoutRequest([.. Names("Initial", 30)], [.. Names("Signer", 6)], PrintedMarks.Nothing);
        using var output = new MemoryStream();

        var laid = FieldLayer.Lay(SampleLetter.Reading(TinyPdf.Classic()), request, output).Answer.Fields;

        var people = laid.Where(f => f.Kind is FieldKind.Initial or FieldKind.Signature).ToList();
        Assert.That(people, Has.Count.EqualTo(36));
        Assert.That(people.SelectMany(one => people.Where(other => other != one && Overlap(one.Box, other.Box))), Is.Empty);
    }

    [Test]
    public void A_plan_survives_json()
    {
        var plan = SampleLetter.Plan(Draft);

        var json = JsonSerializer.Serialize(plan);

        Assert.That(json, Does.Contain("\"Kind\":\"Seal\""));
        Assert.That(JsonSerializer.Deserialize<FieldPlan>(json)!.Fields, Is.EqualTo(plan.Fields));
    }

    private static IEnumerable<string> Names(string name, int count) => Enumerable.Range(1, count).Select(i => $"{name}{i}");

    private static bool Overlap(PdfBox one, PdfBox other) => one.Within(other) is { Width: > 0, Height: > 0 };

    [TestCase(90, 842 - 20, 10, 842 - 10, 30)]
    [TestCase(180, 842 - 30, 595 - 20, 842 - 10, 595 - 10)]
    [TestCase(270, 10, 595 - 30, 20, 595 - 10)]
    public void A_box_follows_a_page_that_is_turned(int turn, double left, double bottom, double right, double top)
    {
        var page = PdfDocument.Open(SampleLetter.Reading(TinyPdf.Classic(
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Rotate {turn} >>"))).Pages[0];

        var box = new PageFrame(page).ToPage(new PdfBox(10, 10, 30, 20));

        Assert.That(box, Is.EqualTo(new PdfBox(left, bottom, right, top)));
    }

    [Test]
    public void Annotations_that_were_there_stay()
    {
        var before = TinyPdf.Classic(
            "<< /Type /Page /Parent 2 0 R /Annots 4 0 R >>", "[5 0 R]", "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] >>");

        var document = PdfDocument.Open(SampleLetter.Reading(SampleLetter.Laid(before)));

        Assert.That(document.Array(document.Pages[0].Dictionary["Annots"])![0], Is.EqualTo(new PdfReference(5, 0)));
        Assert.That(Encoding.Latin1.GetString(before), Does.Not.Contain("AcroForm"));
    }
}
