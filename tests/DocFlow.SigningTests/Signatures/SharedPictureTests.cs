using System.Text;
using System.Text.RegularExpressions;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Signatures;
using DocFlow.Tests.Signing.Verification;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

public sealed class SharedPictureTests
{
    private static readonly Lazy<IKeyHolder> Key = new(() => TestAuthority.Person("Lê Văn Khánh"));
    private static readonly byte[] Laid = Lay();

    [Test]
    public void A_picture_is_embedded_once_however_often_it_is_shown()
    {
        var signed = Sign(Sign(Sign(Laid, "Initial1", 1), "Initial2", 1), "Signer1", 1, "Lê Văn Khánh");

        Assert.That(Images(signed), Is.EqualTo(2)); // colours and opacity
        Assert.That(PdfVerifierTests.Verify(signed).Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(Regex.Count(OutsideEyes.Signatures(signed), "Signature is Valid"), Is.EqualTo(3));
        Assert.That(OutsideEyes.History(signed), Is.EqualTo("0"));
    }

    [Test]
    public void Another_picture_is_another_one()
    {
        var signed = Sign(Sign(Laid, "Initial1", 1), "Initial2", 2);

        Assert.That(Images(signed), Is.EqualTo(4));
    }

    private static byte[] Lay()
    {
        using var output = new MemoryStream();
        var request = new LayoutRequest(["Initial1", "Initial2"], ["Signer1"], PrintedMarks.Blanks);
        _ = FieldLayer.Lay(SampleLetter.Reading(SampleLetter.Draft()), request, output).Answer;
        return output.ToArray();
    }

    private static byte[] Sign(byte[] pdf, string field, int hand, string? text = null)
    {
        var request = new SignatureRequest(field, SampleLetter.At) { Picture = SamplePictures.Signature(hand), Text = text };
        using var output = new MemoryStream();
        _ = PdfSigner.Sign(SampleLetter.Reading(pdf), request, Key.Value, output).Answer;
        return output.ToArray();
    }

    private static int Images(byte[] pdf) => Regex.Count(Encoding.Latin1.GetString(pdf), "/Subtype ?/Image");
}
