using System.Text.RegularExpressions;
using DocFlow.Signing.Fields;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

/// <summary>An issued letter before programs that know nothing of us.</summary>
public sealed class OutsideWitnessTests
{
    private static readonly string[][] Forms =
    [
        [],
        ["--object-streams=generate"],
        ["--linearize"],
        ["--linearize", "--object-streams=generate"],
        ["--rotate=90"],
    ];

    [TestCaseSource(nameof(Forms))]
    public void Every_signature_is_valid_and_the_last_covers_the_whole_file(params string[] form)
    {
        var issued = Issued(form);

        var said = OutsideEyes.Signatures(issued);

        Assert.That(Regex.Count(said, "Signature is Valid"), Is.EqualTo(3), said);
        Assert.That(Regex.Count(said, "Certificate is Trusted"), Is.EqualTo(3), said);
        Assert.That(said[said.IndexOf("Signature #3", StringComparison.Ordinal)..], Does.Contain("Total document signed"));
    }

    [TestCaseSource(nameof(Forms))]
    public void The_file_is_well_formed_and_its_history_allowed(params string[] form)
    {
        var issued = Issued(form);

        Assert.That(OutsideEyes.Complaints(issued), Is.Empty);
        Assert.That(OutsideEyes.History(issued), Is.EqualTo("0"));
    }

    [Test]
    public void Number_and_date_can_be_read_out_where_they_belong()
    {
        var issued = OutsideEyes.Saved(Issued([]));

        var text = Tool.Said("pdftotext", "-layout", "-f", "1", "-l", "1", issued, "-");

        Assert.That(text, Does.Match(@"Số: +15 +/VPCP-TTĐT +Hà Nội, ngày +05 +tháng +02 +năm 2026"));
        Assert.That(text, Does.Contain("rà soát, nghiêm túc"));
    }

    [Test]
    public void The_seal_is_red_and_the_signature_blue_in_the_foot_of_the_last_page()
    {
        var issued = OutsideEyes.Saved(Issued([]));

        Tool.Said("pdftoppm", "-r", "36", "-singlefile", issued, issued);
        var picture = File.ReadAllBytes(issued + ".ppm");

        var pixels = picture[^(298 * 421 * 3)..].Chunk(3)
            .Select((p, i) => (Red: p[0] > 180 && p[2] < 90, Blue: p[2] > 140 && p[0] < 90, At: i)).ToList();
        Assert.That(pixels.Where(p => p.Red).Select(p => p.At / 298), Is.Not.Empty.And.All.InRange(320, 380));
        Assert.That(pixels.Where(p => p.Blue && p.At % 298 > 150).Select(p => p.At / 298), Is.Not.Empty.And.All.InRange(330, 365));
    }

    [Test]
    public void A_file_from_elsewhere_gets_the_whole_lines()
    {
        var foreign = OutsideEyes.Rewritten(SampleLetter.Draft(printed: PrintedMarks.Nothing), "--object-streams=generate");

        var issued = OutsideEyes.Saved(SampleLetter.Issued(foreign, PrintedMarks.Nothing));

        var text = Tool.Said("pdftotext", "-layout", "-f", "1", "-l", "1", issued, "-");
        Assert.That(text, Does.Contain("Số: 15/VPCP-TTĐT"));
        Assert.That(text, Does.Contain("Hà Nội, ngày 05 tháng 02 năm 2026"));
    }

    private static byte[] Issued(string[] form)
    {
        var draft = SampleLetter.Draft();
        return SampleLetter.Issued(form.Length == 0 ? draft : OutsideEyes.Rewritten(draft, form));
    }
}
