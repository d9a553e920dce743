using System.Globalization;
using System.Text.RegularExpressions;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Tests.Signing.Appearance;
using DocFlow.Tests.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

/// <summary>The five cases of Decree 30/2020, annex I, on real pages.</summary>
public sealed class Decree30DisplayTests
{
    private const string Agency = "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ";
    private static readonly Lazy<IKeyHolder> Key = new(() => TestAuthority.Seal());
    private static readonly DateTimeOffset At = TimeProvider.System.GetUtcNow();
    private static readonly string Moment = Decree30Display.Moment(At);
    private static readonly byte[] Letter = SampleLetter.Draft(printed: PrintedMarks.Nothing);

    [Test]
    public void A_signer_shows_a_blue_signature_between_title_and_name_and_no_text()
    {
        var laid = SampleLetter.Laid(Letter, PrintedMarks.Nothing);

        var signed = Sign(laid, Decree30Display.Signer("Signer1", At, SamplePictures.Signature(1)));

        var shown = RenderedPage.Of(signed);
        Assert.That(Text(signed), Is.EqualTo(Text(laid)));
        Assert.That(shown.Blue.Within(new PdfBox(355, 116, 505, 176)), Is.EqualTo(shown.Blue));
    }

    [Test]
    public void The_agency_shows_its_red_seal_and_no_text()
    {
        var signed = SampleLetter.Signed(SampleLetter.Laid(Letter, PrintedMarks.Nothing), "Signer1");

        var issued = Sign(signed, Decree30Display.Seal(At, SamplePictures.Seal()));

        Assert.That(Text(issued), Is.EqualTo(Text(signed)));
        Assert.That(RenderedPage.Of(issued).Red, Is.Not.EqualTo(default(PdfBox)));
    }

    [Test]
    public void An_annex_in_the_same_file_gets_nothing()
    {
        var draft = SampleLetter.Draft(paragraphs: 30);
        var request = new LayoutRequest(["Initial1"], ["Signer1"], PrintedMarks.Nothing) { MainPages = 1 };

        var plan = Decree30Layout.Plan(PdfDocument.Open(SampleLetter.Reading(draft)), request);

        Assert.That(plan.Fields.Select(f => f.Page), Is.All.EqualTo(1));
    }

    [Test]
    public void An_annex_in_its_own_file_shows_its_number_and_the_signing_time_in_the_corner()
    {
        var signed = Sign(Letter, Decree30Display.SeparateAnnex(Open(Letter), "15/VPCP-TTĐT", At));

        var corner = Text(signed, "-x", "300", "-y", "0", "-W", "300", "-H", "56");
        Assert.That(corner.Trim(), Is.EqualTo($"15/VPCP-TTĐT\n{Moment}"));
        Assert.That(RenderedPage.Of(signed).Red, Is.EqualTo(default(PdfBox)));
    }

    [TestCase(CopyForm.SaoY, "SAO Y")]
    [TestCase(CopyForm.SaoLuc, "SAO LỤC")]
    [TestCase(CopyForm.TrichSao, "TRÍCH SAO")]
    public void A_copy_shows_its_form_the_agency_and_the_time_in_the_corner(CopyForm form, string title)
    {
        var request = Decree30Display.Copy(Open(Letter), (form, Original.Paper), Agency, At).Answer;

        var signed = Sign(Letter, request);

        var corner = Text(signed, "-x", "290", "-y", "0", "-W", "310", "-H", "56");
        Assert.That(corner.Trim().Split('\n')[0], Is.EqualTo(title));
        Assert.That(corner.Replace('\n', ' '), Does.Contain(Agency).And.Contain(Moment));
    }

    [Test]
    public void The_time_is_that_of_Vietnam()
    {
        var moment = Decree30Display.Moment(new DateTimeOffset(2026, 2, 4, 17, 15, 9, TimeSpan.Zero));

        Assert.That(moment, Is.EqualTo("05-02-2026 00:15:09 +07:00"));
    }

    [TestCase("/MediaBox [0 0 595 842]")]
    [TestCase("/MediaBox [0 0 842 1191] /Rotate 90")]
    [TestCase("/MediaBox [0 0 612 792] /Rotate 180")]
    [TestCase("/MediaBox [0 0 1000 1000] /CropBox [100 50 695 892] /Rotate 270")]
    public void The_text_stands_in_the_upper_margin_at_its_right(string sheet)
    {
        var scan = TinyPdf.Classic($"<< /Type /Page /Parent 2 0 R {sheet} >>");

        var shown = RenderedPage.Of(Sign(scan, Decree30Display.Copy(Open(scan), (CopyForm.SaoY, Original.Paper), Agency, At).Answer));

        Assert.That(shown.Dark.Right, Is.InRange(shown.Width - 56, shown.Width - 40));
        Assert.That(shown.Dark.Bottom, Is.GreaterThan(shown.Height - 56));
        Assert.That(shown.Dark.Left, Is.GreaterThan(shown.Width - 320));
    }

    [Test]
    public void Letters_are_ten_points_high_in_the_metric_of_times()
    {
        var copy = Decree30Display.Copy(Open(Letter), (CopyForm.SaoY, Original.Paper), Agency, At).Answer;
        var signed = OutsideEyes.Saved(Sign(Letter, copy));

        var fonts = Tool.Said("pdffonts", signed);
        var runs = Tool.Said("mutool", "draw", "-F", "stext", signed, "1");

        var size = Regex.Matches(runs, "Tinos-Regular\" size=\"([0-9.]+)\"")[^1].Groups[1].Value;
        Assert.That(double.Parse(size, CultureInfo.InvariantCulture), Is.EqualTo(10).Within(0.01));
        Assert.That(fonts, Does.Contain("Tinos-Regular").And.Contain("yes yes yes"));
    }

    [TestCase(CopyForm.SaoY, Original.Electronic, "copy.form")]
    [TestCase(CopyForm.SaoLuc, Original.Electronic, "copy.form")]
    [TestCase(CopyForm.TrichSao, Original.Electronic, null)]
    [TestCase(CopyForm.SaoLuc, Original.Paper, null)]
    public void Only_an_extract_is_made_electronically_from_an_electronic_original(CopyForm form, Original original, string? code)
    {
        var outcome = Decree30Display.Copy(Open(Letter), (form, original), Agency, At);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(code));
    }

    private static byte[] Sign(byte[] pdf, SignatureRequest request)
    {
        using var output = new MemoryStream();
        _ = PdfSigner.Sign(SampleLetter.Reading(pdf), request, Key.Value, output).Answer;
        return output.ToArray();
    }

    private static PdfDocument Open(byte[] pdf) => PdfDocument.Open(SampleLetter.Reading(pdf));

    private static string Text(byte[] pdf, params string[] where) =>
        Tool.Said("pdftotext", ["-layout", .. where, OutsideEyes.Saved(pdf), "-"]);
}
