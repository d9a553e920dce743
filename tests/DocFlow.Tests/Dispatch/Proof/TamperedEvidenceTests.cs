using System.IO.Compression;
using System.Text;
using DocFlow.Host.Evidence;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Proof;

public sealed class TamperedEvidenceTests
{
    private EvidenceDesk _desk = null!;
    private EvidenceTrust _trust = null!;
    private byte[] _good = [];

    [OneTimeSetUp]
    public async Task Open()
    {
        _desk = await EvidenceDesk.Open();
        _good = await File.ReadAllBytesAsync(await _desk.Write());
        _trust = _desk.Trust();
    }

    [OneTimeTearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public void A_byte_flipped_in_any_entry_or_header_fails()
    {
        var places = Entries().SelectMany(entry => Places(entry.Start, entry.Length)).ToList();

        var passed = places.Where(place => Verify(Flip(place)) != Verdict.Failed);

        Assert.That(places, Has.Count.GreaterThan(150));
        Assert.That(passed, Is.Empty);
    }

    [Test]
    public void Any_byte_of_the_directory_fails_when_it_is_flipped()
    {
        var directory = _good.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var start = BitConverter.ToInt32(_good, directory + 16);

        var passed = Enumerable.Range(start, _good.Length - start).Where(place => Verify(Flip(place)) != Verdict.Failed);

        Assert.That(passed, Is.Empty);
    }

    [Test]
    public void Cut_off_anywhere_it_fails()
    {
        var lengths = Enumerable.Range(0, 60).Select(step => (int)(_good.LongLength * step / 60)).Append(_good.Length - 1);

        Assert.That(lengths.Select(length => Verify(_good[..length])), Is.All.EqualTo(Verdict.Failed));
        Assert.That(Verify([.. _good, 0]), Is.EqualTo(Verdict.Failed));
    }

    [Test]
    public void An_entry_added_left_out_doubled_swapped_or_out_of_order_fails()
    {
        var entries = Unpacked();

        Assert.That(Verify(Packed(entries)), Is.EqualTo(Verdict.Passed));
        Assert.That(Verify(Packed([.. entries, ("extra.txt", [1])])), Is.EqualTo(Verdict.Failed));
        Assert.That(Verify(Packed(entries.Where(entry => entry.Name != "packets-sent/G12.edxml"))), Is.EqualTo(Verdict.Failed));
        Assert.That(Verify(Packed(entries.Where(entry => entry.Name != "manifest.json"))), Is.EqualTo(Verdict.Failed));
        Assert.That(Verify(Packed([.. entries, entries[2]])), Is.EqualTo(Verdict.Failed));
        Assert.That(Verify(Packed(entries.AsEnumerable().Reverse())), Is.EqualTo(Verdict.Failed));
        Assert.That(Verify(Packed(Swapped(entries, "packets-sent/G12.edxml", "packets-sent/H53.edxml"))), Is.EqualTo(Verdict.Failed));
    }

    [Test]
    public void A_manifest_that_was_edited_fails()
    {
        var edited = Unpacked().Select(entry => entry.Name != "manifest.json" ? entry
            : (entry.Name, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry.Bytes).Replace("G22", "G23"))));

        Assert.That(Verify(Packed(edited)), Is.EqualTo(Verdict.Failed));
    }

    [Test]
    public void Another_key_can_sign_everything_anew_but_is_not_the_one_that_was_given()
    {
        using var forger = new TestInstallation();
        using var key = new NodeKey(new KeyFolder(forger.Options));
        var (mine, pem) = (NodeKey.Pem(_desk.Key.Public), NodeKey.Pem(key.Public));
        var manifest = Encoding.UTF8.GetString(Unpacked().Single(entry => entry.Name == "manifest.json").Bytes)
            .Replace(Json(_desk.Key.Public), Json(key.Public)).Replace(HashOf(mine), HashOf(pem));
        var entries = Unpacked().Select(entry => entry.Name switch
        {
            _ when entry.Bytes.AsSpan().SequenceEqual(mine) => (entry.Name, pem),
            "manifest.json" => (entry.Name, Encoding.UTF8.GetBytes(manifest)),
            "manifest.sig" => (entry.Name, Convert.FromBase64String(key.Sign(Encoding.UTF8.GetBytes(manifest)))),
            _ => entry,
        });

        var said = Report(Packed(entries)).Lines.Select(line => $"{line.Verdict} {line.About}");

        Assert.That(said, Has.One.EqualTo("Undetermined manifest.json").And.Some.EqualTo("Failed trail/roots.txt"));
    }

    [Test]
    public void A_packet_of_another_document_fails_also_where_the_node_itself_lists_it()
    {
        var manifest = Encoding.UTF8.GetString(Unpacked().Single(entry => entry.Name == "manifest.json").Bytes);
        var other = Encoding.UTF8.GetBytes(manifest.Replace(Exchange.Agency.Document, "G22,2026/02/02,77/VPCP-TTĐT"));
        var entries = Unpacked().Select(entry => entry.Name switch
        {
            "manifest.json" => (entry.Name, other),
            "manifest.sig" => (entry.Name, Convert.FromBase64String(_desk.Key.Sign(other))),
            _ => entry,
        });

        var said = Report(Packed(entries)).Lines.Where(line => line.Verdict == Verdict.Failed).Select(line => line.About);

        Assert.That(said, Is.EqualTo(new[] { "packets-sent/G12.edxml", "packets-sent/H53.edxml", "packets-received/H53 03.edxml" }));
    }

    [Test]
    public void A_receipt_in_another_agency_s_name_is_no_proof_when_the_giver_s_own_key_signed_it()
    {
        const string Receipt = "receipts/001 got from H53";
        var manifest = Encoding.UTF8.GetString(EntryOf("manifest.json"));
        byte[] Signed(string entry) => Convert.FromBase64String(_desk.Key.Sign(EntryOf(entry)));
        var forged = new Dictionary<string, byte[]>
        {
            [Receipt + ".sig"] = Signed(Receipt + ".json"), [Receipt + ".pem"] = NodeKey.Pem(_desk.Key.Public),
        };
        foreach (var (name, bytes) in forged)
            manifest = manifest.Replace(Facts(EntryOf(name)), Facts(bytes));
        forged["manifest.json"] = Encoding.UTF8.GetBytes(manifest);
        forged["manifest.sig"] = Convert.FromBase64String(_desk.Key.Sign(forged["manifest.json"]));

        var report = Report(Packed(Unpacked().Select(entry => (entry.Name, forged.GetValueOrDefault(entry.Name) ?? entry.Bytes))));

        Assert.That(report.Lines.Where(line => line.Verdict != Verdict.Passed).Select(line => $"{line.Verdict} {line.About}"),
            Is.EqualTo(new[] { $"Undetermined {Receipt}.json", "Undetermined receipts/002 given to H53.json" }));
    }

    [TestCase("../evil.txt")]
    [TestCase("/etc/passwd")]
    [TestCase("a\\b.txt")]
    [TestCase("C:evil.txt")]
    [TestCase("a/./b.txt")]
    [TestCase("a\u202Etxt.exe")]
    public void A_dangerous_name_is_refused(string name)
    {
        var report = Report(Packed([.. Unpacked(), (name, [1])]));

        Assert.That(report.Lines.Single().Text.English, Does.Contain("dangerous name"));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Failed));
    }

    [Test]
    public void A_bomb_is_refused_unopened()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("manifest.json").Open())
            for (var block = 0; block < 64; block++)
                entry.Write(new byte[1 << 20]);

        var report = Report(packed.ToArray());

        Assert.That(report.Lines.Single().Text.English, Does.Contain("packed or locked"));
        Assert.That(packed.Length, Is.LessThan(100_000));
    }

    [Test]
    public void The_same_files_packed_by_another_program_are_not_the_archive()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in Unpacked())
                using (var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open())
                    entry.Write(bytes);

        Assert.That(Verify(packed.ToArray()), Is.EqualTo(Verdict.Failed));
    }

    [Test]
    public void Random_bytes_are_no_evidence_and_nothing_breaks()
    {
        var random = new Random(5);
        var files = Enumerable.Range(0, 200).Select(size => { var bytes = new byte[size * 3]; random.NextBytes(bytes); return bytes; });

        Assert.That(files.Select(Verify), Is.All.EqualTo(Verdict.Failed));
    }

    private byte[] EntryOf(string name) => Unpacked().Single(entry => entry.Name == name).Bytes;

    private static string Facts(byte[] entry) => $"\"length\":{entry.Length},\"sha256\":\"{HashOf(entry)}\"";

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static IEnumerable<int> Places(int start, int length) =>
        Enumerable.Range(0, 12).Select(step => start + (int)((long)(length - 1) * step / 11)).Distinct();

    // headers too: each entry with the header before it
    private IEnumerable<(int Start, int Length)> Entries()
    {
        var place = 0;
        foreach (var (name, bytes) in Unpacked())
        {
            var header = 30 + Encoding.UTF8.GetByteCount(name);
            yield return (place, header);
            yield return (place + header, bytes.Length);
            place += header + bytes.Length;
        }
    }

    private List<(string Name, byte[] Bytes)> Unpacked()
    {
        using var zip = new ZipArchive(new MemoryStream(_good));
        return [.. zip.Entries.Select(entry =>
        {
            using var bytes = new MemoryStream();
            using var from = entry.Open();
            from.CopyTo(bytes);
            return (entry.FullName, bytes.ToArray());
        })];
    }

    private static byte[] Packed(IEnumerable<(string Name, byte[] Bytes)> entries) => PlainArchive.Of(entries);

    private static IEnumerable<(string Name, byte[] Bytes)> Swapped(List<(string Name, byte[] Bytes)> entries, string one, string other) =>
        entries.Select(entry => entry.Name == one ? (one, entries.Single(two => two.Name == other).Bytes)
            : entry.Name == other ? (other, entries.Single(two => two.Name == one).Bytes) : entry);

    private byte[] Flip(int place)
    {
        var bytes = (byte[])_good.Clone();
        bytes[place] ^= 1;
        return bytes;
    }

    private Verdict Verify(byte[] bytes) => Report(bytes).Verdict;

    private EvidenceReport Report(byte[] bytes) => VerifyEvidence.Handle(new MemoryStream(bytes), _trust, default);
}
