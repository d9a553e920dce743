using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocFlow.JourneyTests.Support;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.JourneyTests;

/// <summary>One run of the demo command, and what our verifier and everybody else's say of what it leaves.</summary>
public sealed class DemoTests
{
    private TemporaryFolder _folder = null!;
    private Ran _demo = null!;
    private byte[] _issued = [];

    private string Issued => _folder["out/issued.pdf"];

    private string[] Trust => ["--trust", _folder["out/ca.pem"], "--crl", _folder["out/ca.crl"]];

    [OneTimeSetUp]
    public async Task Carry()
    {
        _folder = new TemporaryFolder();
        _demo = await DocFlowBinary.Run("demo", "--out", _folder["out"]);
        if (_demo.ExitCode == 0)
            _issued = await File.ReadAllBytesAsync(Issued);
    }

    [OneTimeTearDown]
    public void Clear() => _folder.Dispose();

    [Test]
    public void It_ends_well_and_says_every_stage_number_and_verdict()
    {
        var report = JsonDocument.Parse(File.ReadAllText(_folder["out/report.json"])).RootElement;

        Assert.That(_demo.ExitCode, Is.Zero, _demo.All);
        Assert.That(_demo.Output, Does.Contain("arrival number 1/").And.Contain("number 01/VPUB-TH").And.Contain("TOTAL-PASSED"));
        Assert.That(Regex.Count(_demo.Output, "answered 06"), Is.EqualTo(2));
        Assert.That(report.GetProperty("verified").GetBoolean());
    }

    [Test]
    public async Task Poppler_finds_every_signature_valid_and_trusted_and_the_last_over_the_whole_file()
    {
        var said = await OtherTools.PdfSig(Issued, _folder["out/ca.pem"], _folder.Path);

        Assert.That(Regex.Count(said, "Signature Validation: Signature is Valid"), Is.EqualTo(2), said);
        Assert.That(Regex.Count(said, "Certificate Validation: Certificate is Trusted"), Is.EqualTo(2), said);
        Assert.That(said[said.LastIndexOf("Signature #", StringComparison.Ordinal)..], Does.Contain("- Total document signed"));
    }

    [Test]
    public async Task Qpdf_finds_nothing_to_complain_of()
    {
        var ran = await Tool.Run("qpdf", "--check", Issued);

        Assert.That(ran.ExitCode, Is.Zero, ran.All);
        Assert.That(ran.All, Does.Not.Contain("WARNING"));
    }

    [Test]
    public async Task MuPdf_finds_only_changes_that_the_first_signature_allows()
    {
        var history = await OtherTools.ChangeHistory(Issued, _folder.Path);

        Assert.That(history, Is.Zero);
    }

    [Test]
    public async Task Our_verifier_passes_it_with_trust_and_is_undecided_without()
    {
        var trusted = await DocFlowBinary.Run(["verify", Issued, .. Trust]);
        var untrusted = await DocFlowBinary.Run("verify", Issued, "--json");

        Assert.That(trusted.ExitCode, Is.Zero, trusted.All);
        Assert.That(Regex.Count(trusted.Output, "TOTAL-PASSED"), Is.GreaterThanOrEqualTo(2));
        Assert.That(untrusted.ExitCode, Is.EqualTo(2), untrusted.All);
        Assert.That(untrusted.Output, Does.Contain("\"undetermined\"").And.Contain("INDETERMINATE"));
    }

    [Test]
    public async Task A_flipped_byte_anywhere_never_passes()
    {
        var places = Enumerable.Range(0, 16).Select(part => (int)((long)_issued.Length * part / 16) + 11);

        await Parallel.ForEachAsync(places, async (place, stop) =>
        {
            var bytes = (byte[])_issued.Clone();
            bytes[place] ^= 0x01;
            var flipped = _folder[$"flipped-{place}.pdf"];
            await File.WriteAllBytesAsync(flipped, bytes, stop);

            var ran = await DocFlowBinary.Run(["verify", flipped, .. Trust]);

            Assert.That(ran.ExitCode, Is.Not.Zero, $"byte {place} flipped: {ran.All}");
        });
    }

    [Test]
    public async Task A_file_without_signature_and_one_that_is_no_pdf_have_their_own_exit_codes()
    {
        await OtherTools.Succeeds("qpdf", "--empty", "--pages", Issued, "1", "--", _folder["page.pdf"]);
        await File.WriteAllTextAsync(_folder["text.pdf"], "Kính gửi");

        var unsigned = await DocFlowBinary.Run(["verify", _folder["page.pdf"], .. Trust]);
        var text = await DocFlowBinary.Run(["verify", _folder["text.pdf"], .. Trust]);

        Assert.That((unsigned.ExitCode, text.ExitCode), Is.EqualTo((3, 4)), unsigned.All + text.All);
    }

    [Test]
    public async Task No_evil_twin_passes_here_and_MuPdf_sees_all_but_those_it_is_known_to_miss()
    {
        var unseen = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(EvilTwins.Write(_issued, _folder["twins"]), async (twin, _) =>
        {
            var ran = await DocFlowBinary.Run(["verify", twin, .. Trust]);
            Assert.That(ran.ExitCode, Is.Not.Zero, twin);
            if (await OtherTools.ChangeHistory(twin, _folder.Path) == 0)
                unseen.Add(Path.GetFileNameWithoutExtension(twin));
        });

        Assert.That(unseen, Is.SubsetOf(EvilTwins.UnseenByMupdf));
    }

    [Test]
    public async Task The_packet_is_well_formed_for_libxml()
    {
        var ran = await Tool.Run("xmllint", "--noout", "--nonet", "--huge", _folder["out/packet.edxml"]);

        Assert.That(ran.ExitCode, Is.Zero, ran.All);
    }

    [Test]
    public async Task Its_pages_are_kept_as_pictures_to_look_at()
    {
        var prefix = Path.Combine(DocFlowBinary.Artifacts, "issued");
        File.Copy(Issued, prefix + ".pdf", overwrite: true);

        await OtherTools.Succeeds("pdftoppm", "-png", "-r", "90", Issued, prefix);
        var text = await OtherTools.Succeeds("pdftotext", "-layout", Issued, "-");

        Assert.That(Directory.GetFiles(DocFlowBinary.Artifacts, "issued-*.png"), Has.Length.EqualTo(3));
        Assert.That(text.Output, Does.Contain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").And.Contain("Trần Văn Minh"));
    }
}
