using System.Text.RegularExpressions;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

/// <summary>Signing files that have no field laid for it.</summary>
public sealed class NewFieldTests
{
    private static readonly Lazy<IKeyHolder> Key = new(() => TestAuthority.Person("Lê Văn Khánh"));
    private static readonly NewField Corner = new(1, new PdfBox(50, 60, 250, 130));

    private static readonly string[][] Files =
    [
        [TinyPdf.Page],
        ["<< /Type /Page /Parent 2 0 R /Rotate 90 /CropBox [20 30 500 700] >>"],
        ["<< /Type /Page /Parent 2 0 R /Annots 4 0 R >>", "[5 0 R]", "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >>"],
        ["<< /Type /Page /Parent 2 0 R /UserUnit 2.5 /Annots [] >>"],
    ];

    [TestCaseSource(nameof(Files))]
    public void Every_eye_accepts_a_field_made_with_its_signature(params string[] objects)
    {
        var signed = Sign(TinyPdf.Classic(objects), Request("Approval"));

        Assert.That(OutsideEyes.Signatures(signed), Does.Contain("Signature is Valid").And.Contain("Total document signed"));
        Assert.That(OutsideEyes.Complaints(signed), Is.Empty);
        Assert.That(OutsideEyes.History(signed), Is.EqualTo("0"));
        Assert.That(PdfVerifierTests.Verify(signed).Verdict, Is.EqualTo(Verdict.Passed));
    }

    [Test]
    public void A_file_without_a_form_gets_one_that_says_it_is_only_appended_to()
    {
        var document = Open(Sign(TinyPdf.Classic(), Request("Approval")));

        var form = document.Dictionary(document.Catalog["AcroForm"])!;

        Assert.That(form["SigFlags"]!.AsInteger, Is.EqualTo(3));
        Assert.That(document.Array(form["Fields"]), Has.Count.EqualTo(1));
    }

    [Test]
    public void Without_a_box_the_field_is_on_its_page_and_shows_nothing()
    {
        var document = Open(Sign(TinyPdf.Classic(), Request("Hidden") with { NewField = new NewField() }));

        var widget = FormFields.Read(document).Single().Dictionary;

        Assert.That(PdfBox.Of(document, widget["Rect"]), Is.EqualTo(default(PdfBox)));
        Assert.That(widget["AP"], Is.Null);
        Assert.That(document.Array(document.Pages[0].Dictionary["Annots"]), Has.Count.EqualTo(1));
    }

    [TestCase("<< /Fields [4 0 R] >>", "[4 0 R]")]
    [TestCase("5 0 R", "6 0 R")]
    [TestCase("7 0 R", "6 0 R")]
    public void A_file_others_approved_takes_one_more_field(string form, string annotations)
    {
        var approved = HandSigned.Sign(WithField(form, annotations), 4);

        var signed = Sign(approved, Request("Second"));

        Assert.That(Regex.Count(OutsideEyes.Signatures(signed), "Signature is Valid"), Is.EqualTo(2));
        Assert.That(OutsideEyes.History(signed), Is.EqualTo("0"));
        Assert.That(PdfVerifierTests.Verify(signed).Verdict, Is.EqualTo(Verdict.Passed));
    }

    [Test]
    public void A_certified_file_takes_no_further_field()
    {
        var certified = Sign(TinyPdf.Classic(), Request("First"));

        Assert.That(Refusal(certified, Request("Second")), Is.EqualTo("field.certified"));
    }

    [TestCase(0, "field.page")]
    [TestCase(2, "field.page")]
    [TestCase(-2, "field.page")]
    public void A_page_that_is_not_there_is_refused(int page, string code)
    {
        Assert.That(Refusal(TinyPdf.Classic(), Request("First") with { NewField = Corner with { Page = page } }), Is.EqualTo(code));
    }

    [TestCase(-5, 10, 100, 100)]
    [TestCase(500, 10, 600, 100)]
    [TestCase(10, 10, 10, 100)]
    public void A_box_that_is_not_on_the_page_is_refused(double left, double bottom, double right, double top)
    {
        var place = new NewField(1, new PdfBox(left, bottom, right, top));

        Assert.That(Refusal(TinyPdf.Classic(), Request("First") with { NewField = place }), Is.EqualTo("field.outside"));
    }

    [TestCase("a.b", "field.name")]
    [TestCase("Number", "field.exists")]
    public void A_name_that_cannot_be_a_new_field_is_refused(string name, string code)
    {
        Assert.That(Refusal(SampleLetter.Laid(SampleLetter.Draft()), Request(name)), Is.EqualTo(code));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void The_first_signature_certifies_at_the_level_asked_for(int level)
    {
        var document = Open(Sign(TinyPdf.Classic(), Request("First") with { Certify = level }));

        var signature = document.Dictionary(document.Dictionary(document.Catalog["Perms"])!["DocMDP"])!;

        var transform = document.Dictionary(document.Array(signature["Reference"])!.Single())!;
        Assert.That(document.Dictionary(transform["TransformParams"])!["P"]!.AsInteger, Is.EqualTo(level));
    }

    [Test]
    public void After_a_certification_that_allows_nothing_no_laid_field_is_signed()
    {
        var final = Sign(SampleLetter.Laid(SampleLetter.Draft()), Request("Initial1") with { Certify = 1 });

        Assert.That(Refusal(final, Request("Signer1")), Is.EqualTo("field.locked"));
    }

    [TestCase("/Ff 2 /SubFilter [/adbe.pkcs7.detached]", "field.seed")]
    [TestCase("/Ff 2 /SubFilter [/adbe.pkcs7.detached /ETSI.CAdES.detached]", null)]
    [TestCase("/Ff 0 /SubFilter [/adbe.pkcs7.detached]", null)]
    [TestCase("/Ff 64 /DigestMethod [(SHA512)]", "field.seed")]
    [TestCase("/Ff 8 /Reasons [(I approve)]", "field.seed")]
    [TestCase("/MDP << /P 0 >>", "field.seed")]
    [TestCase("/MDP << /P 2 >>", null)]
    public void What_the_field_demands_of_its_signature_is_fulfilled_or_refused(string seed, string? code)
    {
        var pdf = PdfSurgery.Append(WithField("5 0 R", "6 0 R"),
            (4, $"<< /Type /Annot /Subtype /Widget /FT /Sig /T (First) /F 4 /P 3 0 R /Rect [9 9 99 99] /SV << {seed} >> >>"));

        Assert.That(Refusal(pdf, Request("First")), Is.EqualTo(code));
    }

    private static SignatureRequest Request(string field) => 
        new(field, TimeProvider.System.GetUtcNow()) { NewField = Corner, Text = "Đã ký: Lê Văn Khánh" };

    /// <summary>An empty signature field in a form and list of annotations that may be objects of their own.</summary>
    private static byte[] WithField(string form, string annotations) => PdfSurgery.Append(
        TinyPdf.Classic(
            $"<< /Type /Page /Parent 2 0 R /Annots {annotations} >>",
            "<< /Type /Annot /Subtype /Widget /FT /Sig /T (First) /F 4 /P 3 0 R /Rect [300 60 400 100] >>",
            "<< /Fields [4 0 R] /SigFlags 3 >>", "[4 0 R]", "<< /Fields 6 0 R >>"),
        (1, $"<< /Type /Catalog /Pages 2 0 R /AcroForm {form} >>"));

    private static byte[] Sign(byte[] pdf, SignatureRequest request)
    {
        using var output = new MemoryStream();
        _ = PdfSigner.Sign(SampleLetter.Reading(pdf), request, Key.Value, output).Answer;
        return output.ToArray();
    }

    private static string? Refusal(byte[] pdf, SignatureRequest request) =>
        PdfSigner.Sign(SampleLetter.Reading(pdf), request, Key.Value, Stream.Null).Refusal?.Code;

    private static PdfDocument Open(byte[] pdf) => PdfDocument.Open(SampleLetter.Reading(pdf));
}
