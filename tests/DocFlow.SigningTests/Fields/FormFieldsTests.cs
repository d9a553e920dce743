using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Fields;

public sealed class FormFieldsTests
{
    [Test]
    public void A_field_inherits_name_type_and_value()
    {
        var pdf = Form("[4 0 R]", "<< /T (Letter) /FT /Tx /V (15) /Kids [5 0 R] >>", "<< /T (Number) /Parent 4 0 R >>");

        var field = FormFields.Read(Open(pdf)).Single();

        Assert.That((field.Name, field.Type, field.Value!.AsText), Is.EqualTo(("Letter.Number", "Tx", "15")));
    }

    [Test]
    public void A_signature_inherited_counts_as_one()
    {
        var pdf = Form(
            "[4 0 R]", "<< /T (All) /FT /Sig /V 6 0 R /Kids [5 0 R] >>", "<< /T (One) /Parent 4 0 R >>",
            "<< /Type /Sig /ByteRange [0 1 2 3] >>");

        Assert.That(FormFields.Read(Open(pdf)).Single().IsSigned, Is.True);
        Assert.That(SampleLetter.Sign(pdf, "All.One").Refusal?.Code, Is.EqualTo("field.signed"));
    }

    [Test]
    public void A_value_that_refers_to_nothing_is_none()
    {
        var pdf = Form("[4 0 R]", "<< /T (Empty) /FT /Sig /V 99 0 R >>");

        Assert.That(FormFields.Read(Open(pdf)).Single().IsSigned, Is.False);
    }

    [Test]
    public void A_form_that_leads_back_to_itself_is_read_once()
    {
        var pdf = Form("[4 0 R 4 0 R]", "<< /T (A) /FT /Sig /Kids [5 0 R] >>", "<< /T (B) /Kids [4 0 R 5 0 R] >>");

        Assert.That(() => FormFields.Read(Open(pdf)), Throws.Nothing);
    }

    [Test]
    public void A_widget_apart_from_its_field_shows_the_signature()
    {
        var pdf = PdfSurgery.Append(
            TinyPdf.Classic(
                "<< /Type /Page /Parent 2 0 R /Annots [5 0 R] >>", "<< /T (Signer) /FT /Sig /Kids [5 0 R] >>",
                "<< /Type /Annot /Subtype /Widget /Parent 4 0 R /Rect [100 100 250 160] /F 4 >>"),
            (1, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>"));

        var signed = SampleLetter.Signed(pdf, "Signer");

        var document = Open(signed);
        Assert.That(document.Dictionary(new PdfReference(5, 0))!["AP"], Is.Not.Null);
        Assert.That(document.Dictionary(document.Catalog["AcroForm"])!["SigFlags"]!.AsInteger, Is.EqualTo(3));
        Assert.That(PdfVerifierTests.Verify(signed).Verdict, Is.EqualTo(Verdict.Passed)); // others look for /V in the widget
    }

    private static byte[] Form(string fields, params string[] objects) => PdfSurgery.Append(
        TinyPdf.Classic([TinyPdf.Page, .. objects]), (1, $"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields {fields} >> >>"));

    private static PdfDocument Open(byte[] pdf) => PdfDocument.Open(SampleLetter.Reading(pdf));
}
