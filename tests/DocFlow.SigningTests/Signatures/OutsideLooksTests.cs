using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

/// <summary>Every kind of look on every kind of page before programs that know nothing of us.</summary>
public sealed class OutsideLooksTests
{
    private static readonly Lazy<IKeyHolder> Key = new(() => TestAuthority.Seal());
    private static readonly NewField Place = new(1, new PdfBox(200, 100, 420, 170));

    private static readonly string[] Pages =
    [
        "/MediaBox [0 0 595 842]",
        "/MediaBox [0 0 1191 842] /Rotate 90",
        "/MediaBox [0 0 792 612]",
        "/MediaBox [0 0 700 900] /CropBox [50 50 650 850] /Rotate 180",
        "/MediaBox [0 0 600 800] /Rotate 270 /UserUnit 1.5",
    ];

    private static readonly string[] Looks = ["nothing", "picture", "text", "both", "copy", "annex"];

    [Test]
    public void All_of_them_accept_it([ValueSource(nameof(Pages))] string page, [ValueSource(nameof(Looks))] string look)
    {
        var pdf = TinyPdf.Classic($"<< /Type /Page /Parent 2 0 R {page} >>");
        using var output = new MemoryStream();

        _ = PdfSigner.Sign(SampleLetter.Reading(pdf), Request(look, PdfDocument.Open(SampleLetter.Reading(pdf))), Key.Value, output).Answer;

        var signed = output.ToArray();
        Assert.That(OutsideEyes.Signatures(signed), Does.Contain("Signature is Valid").And.Contain("Total document signed"));
        Assert.That(OutsideEyes.Complaints(signed), Is.Empty);
        Assert.That(OutsideEyes.History(signed), Is.EqualTo("0"));
        Assert.That(PdfVerifierTests.Verify(signed).Verdict, Is.EqualTo(Verdict.Passed));
    }

    private static SignatureRequest Request(string look, PdfDocument document)
    {
        var plain = new SignatureRequest("Here", SampleLetter.At) { NewField = Place };
        return look switch
        {
            "nothing" => plain with { NewField = new NewField() },
            "picture" => plain with { Picture = SamplePictures.Seal() },
            "text" => plain with { Text = "Người ký: Đặng Thị Hồng Hạnh" },
            "both" => plain with { Picture = SamplePictures.Signature(3), Text = "Người ký: Đặng Thị Hồng Hạnh" },
            "copy" => Decree30Display.Copy(document, (CopyForm.TrichSao, Original.Electronic), "SỞ NỘI VỤ", SampleLetter.At).Answer,
            _ => Decree30Display.SeparateAnnex(document, "15/VPCP-TTĐT", SampleLetter.At),
        };
    }
}
