using System.IO.Compression;
using System.Text;
using DocFlow.Dispatch.Proof;
using DocFlow.Platform.Trail;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Proof;

public sealed class ListReceiptsTests
{
    private EvidenceDesk _desk = null!;

    [SetUp]
    public async Task Open() => _desk = await EvidenceDesk.Open();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task A_receipt_that_we_got_is_undetermined_until_the_peer_s_key_is_pinned()
    {
        var before = await Shown();
        var pinned = await Pin("H53", _desk.PeerKey);
        var after = await Shown();

        Assert.That(before, Is.EqualTo(new[] { (false, Verdict.Undetermined), (true, Verdict.Passed) }));
        Assert.That(after, Is.All.Matches<(bool Given, Verdict Verdict)>(line => line.Verdict == Verdict.Passed));
        Assert.That(pinned.Answer, Is.EqualTo(NodeKey.IdOf(_desk.PeerKey.Public)));
    }

    [Test]
    public async Task Another_key_than_the_pinned_one_fails_and_an_unpinned_one_is_believed_no_longer()
    {
        var id = (await Pin("H53", _desk.Key)).Answer;
        var other = await Shown();

        await _desk.Office.Database.Write(session => PinKey.Remove(session, "H53", id, ("test", "Test")));

        Assert.That(other[0], Is.EqualTo((false, Verdict.Failed)));
        Assert.That((await Shown())[0], Is.EqualTo((false, Verdict.Undetermined)));
    }

    [Test]
    public async Task What_is_no_key_is_not_pinned()
    {
        var refused = await _desk.Office.Database.Write(session => PinKey.Add(session, "H53", "no key", ("test", "Test")));
        var unknown = await _desk.Office.Database.Write(session => PinKey.Remove(session, "H53", "00", ("test", "Test")));

        Assert.That(refused.Refusal?.Code, Is.EqualTo("node.key-unreadable"));
        Assert.That(unknown.Refusal?.Code, Is.EqualTo("node.pin-unknown"));
    }

    [Test]
    public async Task A_receipt_is_downloaded_as_files_that_openssl_takes()
    {
        var line = (await _desk.Office.Database.Read(session => ListReceipts.Handle(session, _desk.Document)))[0];

        var file = (await _desk.Office.Database.Read(session => DownloadReceipt.Handle(session, line.Id))).Answer;

        using var zip = new ZipArchive(new MemoryStream(file));
        Assert.That(zip.Entries.Select(entry => entry.Name), Is.EqualTo(new[] { "receipt.json", "receipt.sig", "receipt.pem" }));
    }

    private Task<DocFlow.Platform.Outcome<string>> Pin(string code, NodeKey key) => _desk.Office.Database.Write(session =>
        PinKey.Add(session, code, Encoding.ASCII.GetString(NodeKey.Pem(key.Public)), ("test", "Test")));

    private async Task<IReadOnlyList<(bool Given, Verdict Verdict)>> Shown() =>
        [.. (await _desk.Office.Database.Read(session => ListReceipts.Handle(session, _desk.Document)))
            .Select(line => (line.Given, line.Verdict))];
}
