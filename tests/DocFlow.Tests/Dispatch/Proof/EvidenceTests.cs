using System.IO.Compression;
using System.Text;
using DocFlow.Host.Evidence;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Proof;

public sealed class EvidenceTests
{
    private EvidenceDesk _desk = null!;
    private string _file = "";

    [OneTimeSetUp]
    public async Task Open()
    {
        _desk = await EvidenceDesk.Open();
        _file = await _desk.Write();
    }

    [OneTimeTearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public void It_holds_the_letter_its_reports_packets_receipts_and_trail()
    {
        using var zip = ZipFile.OpenRead(_file);

        Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EqualTo(new[]
        {
            "guide/how-to-check.txt", "guide/node.pem", "issued/01-VPCP-TTĐT.pdf", "reports/issued 01-VPCP-TTĐT.pdf.json",
            "reports/issued 01-VPCP-TTĐT.pdf.txt", "packets-sent/G12.edxml", "packets-sent/H53.edxml", "packets-received/H53 03.edxml",
            "receipts/001 got from H53.json", "receipts/001 got from H53.sig", "receipts/001 got from H53.pem",
            "receipts/002 given to H53.json", "receipts/002 given to H53.sig", "receipts/002 given to H53.pem",
            "trail/slice.json", "trail/roots.txt", "manifest.json", "manifest.sig",
        }));
    }

    [Test]
    public void Whoever_was_given_the_keys_and_the_anchor_sees_everything_pass()
    {
        var report = Verify(_file, _desk.Trust());

        Assert.That(Said(report), Has.All.StartsWith("Passed"));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(Said(report), Has.Some.Contains("H53) accepted the packet (new) of G22"));
    }

    [Test]
    public void Without_keys_and_anchors_nothing_fails_and_nothing_of_it_is_proved()
    {
        var nobody = new EvidenceTrust(TrustPolicy.Of([], [], _desk.Office.Clock), [], null);

        var report = Verify(_file, nobody);

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Undetermined));
        Assert.That(report.Lines.Where(line => line.Verdict == Verdict.Undetermined).Select(line => line.About), Is.EqualTo(new[]
        {
            "manifest.json", "issued/01-VPCP-TTĐT.pdf", "receipts/001 got from H53.json", "receipts/002 given to H53.json",
        }));
    }

    [Test]
    public async Task A_root_kept_outside_is_found_and_another_is_not()
    {
        var root = await _desk.Office.Database.Read(TrailRoot.Latest);

        Assert.That(Verify(_file, _desk.Trust(root!.Hash)).Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(Said(Verify(_file, _desk.Trust(new string('0', 64)))), Has.One.StartsWith("Failed trail/roots.txt"));
    }

    [Test]
    public async Task The_same_state_gives_the_same_bytes_but_for_the_signature()
    {
        var again = await File.ReadAllBytesAsync(await _desk.Write("again.zip"));
        var before = await File.ReadAllBytesAsync(_file);
        var signature = before.AsSpan().IndexOf("manifest.sig"u8);

        Assert.That(again.AsSpan(0, signature - 30).SequenceEqual(before.AsSpan(0, signature - 30)), Is.True);
    }

    [TestCase("01/VPCP-TTĐT")]
    [TestCase("G22,2026/02/02,01/VPCP-TTĐT")]
    public async Task A_document_is_found_by_its_number_and_by_its_id_on_the_exchange(string asked)
    {
        Assert.That((await _desk.Find(asked)).Answer.Document, Is.EqualTo(_desk.Document));
        Assert.That((await _desk.Find("77/VPCP-TTĐT")).Refusal!.Code, Is.EqualTo("evidence.document-unknown"));
        Assert.That((await _desk.Find(asked, 2025)).Refusal?.Code, Is.EqualTo(asked.StartsWith('G') ? null : "evidence.document-unknown"));
    }

    [Test]
    public async Task Who_looked_at_a_document_stays_inside_and_the_chain_holds_all_the_same()
    {
        await _desk.Office.Database.Write(session => session.Record(_desk.Document, "viewed", _desk.Dispatch.Clerk, new { Sha256 = "x" }));
        await _desk.Seal();

        var slice = Text(await _desk.Write("viewed.zip"), "trail/slice.json");

        Assert.That(slice, Does.Not.Contain("viewed").And.Contain("\"says\":null"));
        Assert.That(Verify(Path.Combine(_desk.Office.Folder, "viewed.zip"), _desk.Trust()).Verdict, Is.EqualTo(Verdict.Passed));
    }

    [TestCase(false, "missing", Verdict.Undetermined)]
    [TestCase(true, "destroyed", Verdict.Passed)]
    public async Task A_file_that_is_gone_is_said_to_be_destroyed_only_where_an_act_condemned_it(bool byAnAct, string why, Verdict verdict)
    {
        using var desk = await EvidenceDesk.Open();
        var packet = (await desk.Dispatch.Deliveries()).Single(one => one.RecipientCode == "H53").PacketSha256!;
        if (byAnAct)
            await desk.Office.Database.Write(session => session.Condemn(packet, desk.Document));
        desk.Office.Content.Destroy(packet);

        var file = await desk.Write();

        Assert.That(Text(file, "manifest.json"), Does.Contain($"\"why\":\"{why}\""));
        Assert.That(Verify(file, desk.Trust()).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public void Openssl_verifies_manifest_and_receipts_as_the_guide_says()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_desk.Office.Folder, "unpacked")).FullName;
        ZipFile.ExtractToDirectory(_file, folder, overwriteFiles: true);
        string In(string name) => Path.Combine(folder, name);

        var manifest = Openssl(In("guide/node.pem"), In("manifest.sig"), In("manifest.json"));
        var receipts = new[] { "receipts/001 got from H53", "receipts/002 given to H53" }
            .Select(name => Openssl(In(name + ".pem"), In(name + ".sig"), In(name + ".json")));

        Assert.That(receipts.Prepend(manifest), Has.All.Contains("Verified OK"));
        Assert.That(Tool.Said("pdfsig", In("issued/01-VPCP-TTĐT.pdf")), Does.Contain("Signature is Valid"));
        Assert.That(Openssl(In("guide/node.pem"), In("manifest.sig"), In("trail/slice.json")), Does.Not.Contain("Verified OK"));
    }

    [Test]
    public void Unzip_and_python_read_the_archive()
    {
        const string Script = "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))";
        var python = Tool.Run("python3", "-c", Script, _file);

        Assert.That(Tool.Run("unzip", "-t", _file), Does.Contain("No errors detected").And.EndWith("exit 0"));
        Assert.That(python, Does.StartWith("None 18"));
    }

    internal static EvidenceReport Verify(string path, EvidenceTrust trust)
    {
        using var file = File.OpenRead(path);
        return VerifyEvidence.Handle(file, trust, default);
    }

    private static IEnumerable<string> Said(EvidenceReport report) =>
        report.Lines.Select(line => $"{line.Verdict} {line.About}: {line.Text.English}");

    private static string Text(string path, string entry)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.GetEntry(entry)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Openssl(string key, string signature, string statement) =>
        Tool.Run("openssl", "dgst", "-sha256", "-verify", key, "-signature", signature, statement);
}
