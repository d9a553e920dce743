using DocFlow.Signing.Appearance;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Appearance;

public sealed class SignaturePictureTests
{
    private static readonly byte[] Laid = SampleLetter.Laid(SampleLetter.Draft());

    [Test]
    public void Every_signature_shows_its_own_picture_whatever_was_packed_before([Values(1, 2, 1)] int hand)
    {
        var picture = SamplePictures.Signature(hand);
        using var key = TestAuthority.Person("Phạm Minh");
        using var output = new MemoryStream();

        PdfSigner.Sign(SampleLetter.Reading(Laid), SampleLetter.Request("Signer1") with { Picture = picture }, key, output);

        var document = PdfDocument.Open(output);
        Assert.That(document.Decode(Shown(document)), Is.EqualTo(PngDecoder.Read(picture).Answer.Trimmed().Rgb));
    }

    private static PdfStream Shown(PdfDocument document)
    {
        var widget = document.Dictionary(FormFields.Read(document).Single(field => field.Name == "Signer1").Widget)!;
        var form = document.Dictionary(document.Dictionary(widget["AP"])!["N"])!;
        return (PdfStream)document.Resolve(document.Dictionary(document.Dictionary(form["Resources"])!["XObject"])!["Im"]);
    }
}
