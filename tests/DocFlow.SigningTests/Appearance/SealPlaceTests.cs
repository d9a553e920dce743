using DocFlow.Signing.Fields;
using DocFlow.Tests.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Appearance;

/// <summary>Signature and seal on sheets of every kind, as Poppler shows them.</summary>
public sealed class SealPlaceTests
{
    private static readonly string[] Sheets =
    [
        "/MediaBox [0 0 595 842]",
        "/MediaBox [0 0 595 842] /Rotate 180",
        "/MediaBox [0 0 842 595] /Rotate 90",
        "/MediaBox [0 0 842 595] /Rotate 270",
        "/MediaBox [0 0 842 595]",
        "/MediaBox [0 0 612 792]",
        "/MediaBox [0 0 842 1191]",
        "/MediaBox [-100 50 800 1000] /CropBox [20 60 615 902]",
        "/MediaBox [0 0 1000 800] /CropBox [100 100 942 695] /Rotate 90",
    ];

    [TestCaseSource(nameof(Sheets))]
    public void The_seal_covers_a_third_of_the_signature_from_its_left(string sheet)
    {
        var shown = RenderedPage.Of(Sealed(sheet));

        var (signature, seal) = (shown.Blue, shown.Red);
        Assert.That(seal.Right, Is.EqualTo(signature.Left + signature.Width / 3).Within(4));
        Assert.That((seal.Bottom + seal.Top) / 2, Is.EqualTo((signature.Bottom + signature.Top) / 2).Within(4));
        Assert.That(seal.Left, Is.LessThan(signature.Left - 20));
    }

    [TestCaseSource(nameof(Sheets))]
    public void Signature_and_seal_stand_upright_in_the_lower_right_quarter(string sheet)
    {
        var shown = RenderedPage.Of(Sealed(sheet));
        var plain = RenderedPage.Of(Sealed(Sheets[0]));

        Assert.That(shown.Blue.Width / shown.Blue.Height, Is.EqualTo(plain.Blue.Width / plain.Blue.Height).Within(0.35));
        Assert.That(Alike(shown.Figure(shown.Red), plain.Figure(plain.Red)), Is.GreaterThan(0.85));
        Assert.That(shown.Blue, Has.Property("Left").GreaterThan(shown.Width / 2.0).And.Property("Top").LessThan(shown.Height / 3.0));
    }

    private static double Alike(string one, string other) => one.Zip(other).Count(pair => pair.First == pair.Second) / (double)one.Length;

    private static byte[] Sealed(string sheet)
    {
        var draft = TinyPdf.Classic($"<< /Type /Page /Parent 2 0 R {sheet} >>");
        return SampleLetter.Signed(SampleLetter.Signed(SampleLetter.Laid(draft, PrintedMarks.Nothing), "Signer1"), "Seal");
    }
}
