using System.Security.Cryptography;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

public sealed class UploadTests
{
    private Node _node = null!;

    [OneTimeSetUp]
    public async Task Open() => _node = await Node.Open();

    [OneTimeTearDown]
    public ValueTask Close() => _node.DisposeAsync();

    [Test]
    public async Task A_packet_that_comes_in_pieces_is_taken_in_like_any_other()
    {
        var packet = Packets.Letter(["G22"], number: "301");
        var upload = await Begin(packet);

        await Put(upload, packet, 0, 500);
        await Put(upload, packet, 500, packet.Length);
        var done = await _node.Call("H53", HttpMethod.Post, "finishUpload", [("uploadId", upload)]);

        Assert.That(done.DocId, Is.EqualTo((await _node.Send("H53", packet)).DocId));
        Assert.That(await _node.Count("dispatch_upload"), Is.Zero);
    }

    [Test]
    public async Task An_upload_that_broke_off_goes_on_where_it_stood()
    {
        var packet = Packets.Letter(["G22"], number: "302");
        var upload = await Begin(packet);
        await Put(upload, packet, 0, 700);

        var again = await _node.Call("H53", HttpMethod.Post, "beginUpload", Announced(packet));

        Assert.That(again.Data.GetProperty("uploadId").GetString(), Is.EqualTo(upload));
        Assert.That(again.Data.GetProperty("offset").GetInt64(), Is.EqualTo(700));
    }

    [Test]
    public async Task A_piece_at_another_place_or_with_another_hash_does_not_count()
    {
        var packet = Packets.Letter(["G22"], number: "303");
        var upload = await Begin(packet);

        var elsewhere = await Put(upload, packet, 100, 200);
        var changed = await Put(upload, packet, 0, 200, hash: new string('0', 64));
        var early = await _node.Call("H53", HttpMethod.Post, "finishUpload", [("uploadId", upload)]);

        string?[] refused = [elsewhere.Refusal, changed.Refusal, early.Refusal];
        Assert.That(refused, Is.EqualTo(new[] { "upload.elsewhere", "packet.cut", "upload.unfinished" }));
        var asked = await _node.Call("H53", HttpMethod.Post, "getUpload", [("uploadId", upload)]);
        Assert.That(asked.Data.GetProperty("offset").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task Another_agency_s_upload_is_as_unknown_as_none()
    {
        var upload = await Begin(Packets.Letter(["G22"], number: "304"));

        var refused = await _node.Call("G12", HttpMethod.Post, "getUpload", [("uploadId", upload)]);

        Assert.That(refused.Refusal, Is.EqualTo("upload.unknown"));
    }

    private async Task<string> Begin(byte[] packet) =>
        (await _node.Call("H53", HttpMethod.Post, "beginUpload", Announced(packet))).Data.GetProperty("uploadId").GetString()!;

    private Task<VxpSaid> Put(string upload, byte[] packet, int from, int to, string? hash = null)
    {
        var piece = packet[from..to];
        var said = hash ?? Convert.ToHexStringLower(SHA256.HashData(piece));
        (string, string)[] headers = [("uploadId", upload), ("offset", $"{from}"), ("hash-piece", said)];
        return _node.Call("H53", HttpMethod.Post, "putPiece", headers, new ByteArrayContent(piece));
    }

    private static (string, string)[] Announced(byte[] packet) =>
        [("from", "H53"), ("hash-file", Convert.ToHexStringLower(SHA256.HashData(packet))), ("length", $"{packet.Length}")];
}
