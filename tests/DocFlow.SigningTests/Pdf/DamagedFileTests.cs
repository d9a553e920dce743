using System.Text;
using System.Text.RegularExpressions;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Inspection;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Pdf;

public sealed class DamagedFileTests
{
    private static readonly byte[] Draft = SampleLetter.Draft(paragraphs: 12);
    private static readonly string[] Kinds = Damage.Kinds;

    [TestCaseSource(nameof(Kinds))]
    public void A_damaged_file_is_read_by_searching_it_and_says_so(string kind)
    {
        var sound = PdfDocument.Open(SampleLetter.Reading(Draft));

        var damaged = PdfDocument.Read(SampleLetter.Reading(Damage.Done(kind, Draft)), WithPages);

        Assert.That(damaged.Repairs, Is.Not.Empty.And.None.Property("Damage").EqualTo(PdfDamage.Lost));
        Assert.That(damaged.Pages.Select(page => Content(damaged, page)), Is.EqualTo(sound.Pages.Select(page => Content(sound, page))));
        Assert.That(sound.Repairs, Is.Empty);
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_damaged_draft_is_whole_for_every_reader_once_fields_are_laid_and_signed(string kind)
    {
        var signed = Signed(Damage.Done(kind, Draft));

        var said = OutsideEyes.Signatures(signed);

        Assert.That(Regex.Count(said, "Signature is Valid"), Is.EqualTo(1), said);
        Assert.That(OutsideEyes.Complaints(signed), Is.Empty);
        Assert.That(PdfDocument.Open(SampleLetter.Reading(signed)).Repairs, Is.Empty);
    }

    [TestCase("--object-streams=generate")]
    [TestCase("--object-streams=generate", "--linearize")]
    [TestCase("--linearize")]
    public void A_file_of_any_form_that_says_the_wrong_start_is_signed_for_every_reader(params string[] form)
    {
        var damaged = Damage.Done(Damage.WrongStart, OutsideEyes.Rewritten(Draft, form));

        var signed = Signed(damaged);

        Assert.That(OutsideEyes.Signatures(signed), Does.Contain("Signature is Valid").And.Contain("Certificate is Trusted"));
        Assert.That(OutsideEyes.Complaints(signed), Is.Empty);
    }

    [TestCaseSource(nameof(Kinds))]
    public void Screening_tells_that_a_file_was_damaged(string kind)
    {
        var report = PdfInspector.Inspect(SampleLetter.Reading(Damage.Done(kind, Draft)), new InspectionLimits());

        Assert.That(report.State, Is.EqualTo(FileState.Readable));
        Assert.That(report.Concerns.Select(concern => concern.Kind), Does.Contain(ConcernKind.Damaged));
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_signed_file_that_must_be_rebuilt_never_passes_and_takes_no_further_signature(string kind)
    {
        var damaged = Damage.Done(kind, SampleLetter.Signed(SampleLetter.Laid(Draft), "Signer1"));
        Assume.That(Faulty(damaged), Is.True);

        var verdict = PdfVerifierTests.Verify(damaged);
        var refused = SampleLetter.Sign(damaged, "Seal").Refusal;

        Assert.That(verdict.Verdict, Is.Not.EqualTo(Verdict.Passed));
        Assert.That(refused?.Code, Is.EqualTo("pdf.damaged"));
    }

    [Test]
    public void Of_an_object_written_twice_the_later_is_read()
    {
        var twice = TinyPdf.Appended(TinyPdf.Classic(), 3, "<< /Type /Page /Parent 2 0 R /Rotate 90 >>");

        var repaired = PdfDocument.Repair(new MemoryStream(Damage.Done(Damage.WrongStart, twice)));

        Assert.That(repaired.Pages.Single().Rotate, Is.EqualTo(90));
    }

    [Test]
    public void An_object_inside_a_streams_data_is_not_taken_for_one_of_the_file()
    {
        const string inner = "3 0 obj\n<< /Type /Page /Rotate 180 >>\nendobj\n";
        var bytes = TinyPdf.Classic(TinyPdf.Page, $"<< /Length {inner.Length} >>\nstream\n{inner}\nendstream");

        var repaired = PdfDocument.Repair(new MemoryStream(Damage.Done(Damage.WrongStart, bytes)));

        Assert.That(repaired.Pages.Single().Rotate, Is.Zero);
    }

    [TestCase(0.98)]
    [TestCase(0.7)]
    [TestCase(0.4)]
    public void A_file_without_its_end_is_read_as_far_as_it_goes_and_never_signed(double part)
    {
        var cut = Draft[..(int)(Draft.Length * part)];

        var refused = FieldLayer.Lay(SampleLetter.Reading(cut), SampleLetter.Plan(Draft), Stream.Null).Refusal;

        Assert.That(PdfDocument.Repair(SampleLetter.Reading(cut)).Repairs.Select(one => one.Damage), Does.Contain(PdfDamage.Lost));
        Assert.That(refused?.Code, Is.EqualTo("pdf.unreadable"));
    }

    [Test]
    public void A_file_full_of_beginnings_without_end_is_given_up()
    {
        var bytes = Encoding.Latin1.GetBytes("%PDF-1.7\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"{i} 0 obj (")));

        var fault = Assert.Throws<PdfUnreadable>(() => PdfDocument.Repair(new MemoryStream(bytes)));

        Assert.That(fault.Fault, Is.EqualTo(PdfFault.TooMuch));
    }

    private static byte[] Signed(byte[] pdf)
    {
        using var laid = new MemoryStream();
        _ = FieldLayer.Lay(SampleLetter.Reading(pdf), new LayoutRequest(["Initial1"], ["Signer1"], PrintedMarks.Blanks), laid).Answer;
        return SampleLetter.Signed(laid.ToArray(), "Signer1");
    }

    private static bool Faulty(byte[] pdf) => PdfDocument.Read(SampleLetter.Reading(pdf), WithPages).Repairs.Count > 0;

    private static PdfDocument WithPages(PdfDocument document) =>
        document.Pages.All(page => Content(document, page).Length > 0) ? document : throw new AssertionException("A page is empty.");

    private static byte[] Content(PdfDocument document, PdfPage page) =>
        document.Decode((PdfStream)document.Resolve(page.Dictionary["Contents"]));
}
