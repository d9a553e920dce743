using System.Security.Cryptography;
using DocFlow.Dispatch.Exchange.Uploads;
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

    [Test]
    public async Task An_upload_goes_on_after_the_server_was_started_anew()
    {
        var packet = Packets.Letter(["G22"], number: "305");
        var upload = await Begin(packet);
        await Put(upload, packet, 0, 700);

        await _node.Restart();

        var asked = await _node.Call("H53", HttpMethod.Post, "getUpload", [("uploadId", upload)]);
        await Put(upload, packet, 700, packet.Length);
        Assert.That(asked.Data.GetProperty("offset").GetInt64(), Is.EqualTo(700));
        Assert.That((await Finish(upload)).Code, Is.EqualTo("0"));
    }

    [Test]
    public async Task A_sender_that_can_mend_what_was_wrong_with_its_call_keeps_its_upload()
    {
        var packet = Packets.Letter(["G22"], number: "306");
        var upload = await Begin(packet);
        await Put(upload, packet, 0, packet.Length);

        var unclear = await Finish(upload, to: "[");
        _node.Clock = new TestClock();
        var late = await Finish(upload);
        _node.Clock = TimeProvider.System;

        Assert.That((unclear.Refusal, late.Refusal), Is.EqualTo(("packet.to-unclear", "exchange.stale")));
        Assert.That((await Finish(upload)).Code, Is.EqualTo("0"));
    }

    [Test]
    public async Task A_packet_that_cannot_be_taken_is_forgotten()
    {
        var packet = Packets.Letter(["G22"], number: "307")[..^20];
        var upload = await Begin(packet);
        await Put(upload, packet, 0, packet.Length);

        var refused = await Finish(upload);

        Assert.That(refused.Refusal, Is.EqualTo("packet.unreadable"));
        Assert.That((await Finish(upload)).Refusal, Is.EqualTo("upload.unknown"));
        Assert.That(_node.Service<UploadFiles>().Has(Guid.Parse(upload)), Is.False);
    }

    [Test]
    public async Task A_packet_that_its_sender_brought_already_need_not_come_again()
    {
        var packet = Packets.Letter(["G22", "G12"], number: "308");
        var first = await _node.Send("H53", packet, to: """["G22"]""");
        var begun = await _node.Call("H53", HttpMethod.Post, "beginUpload", Announced(packet));

        var done = await Finish(begun.Data.GetProperty("uploadId").GetString()!, to: """["G12"]""");

        Assert.That(begun.Data.GetProperty("offset").GetInt64(), Is.EqualTo(packet.Length));
        Assert.That(done.DocId, Is.EqualTo(first.DocId));
        var sent = await _node.Call("H53", HttpMethod.Post, "getSentEdocList", [("docId", first.DocId)]);
        Assert.That(sent.Data.GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task An_agency_has_a_share_of_uploads_and_those_it_left_are_forgotten_first()
    {
        var open = new List<string>();
        for (var number = 0; number < 8; number++)
            open.Add(await Begin(Packets.Letter(["G22"], number: $"39{number}"), by: "G12"));

        var oneMore = Packets.Letter(["G22"], number: "398");
        var refused = await _node.Call("G12", HttpMethod.Post, "beginUpload", Announced(oneMore));
        await _node.Database.Write(session => session.Execute(
            "update dispatch_upload set changed_at = @At where id = @Id",
            new { At = session.Now.AddMinutes(-11), Id = Guid.Parse(open[3]) }));
        await Begin(oneMore, by: "G12");

        Assert.That((refused.Status, refused.Refusal), Is.EqualTo((429, "upload.too-many")));
        var left = await _node.Call("G12", HttpMethod.Post, "getUpload", [("uploadId", open[3])]);
        Assert.That(left.Refusal, Is.EqualTo("upload.unknown"));
    }

    [Test]
    public async Task An_upload_whose_bytes_are_gone_is_forgotten_and_begins_anew()
    {
        var packet = Packets.Letter(["G22"], number: "309");
        var upload = await Begin(packet);
        await Put(upload, packet, 0, packet.Length);
        _node.Service<UploadFiles>().Delete(Guid.Parse(upload));

        var gone = await Finish(upload);

        Assert.That((gone.Status, gone.Refusal), Is.EqualTo((404, "upload.unknown")));
        var begun = await _node.Call("H53", HttpMethod.Post, "beginUpload", Announced(packet));
        Assert.That(begun.Data.GetProperty("offset").GetInt64(), Is.Zero);
    }

    private Task<VxpSaid> Finish(string upload, string? to = null) => _node.Call(
        "H53", HttpMethod.Post, "finishUpload", to is null ? [("uploadId", upload)] : [("uploadId", upload), ("to", to)]);

    private async Task<string> Begin(byte[] packet, string by = "H53") =>
        (await _node.Call(by, HttpMethod.Post, "beginUpload", Announced(packet))).Data.GetProperty("uploadId").GetString()!;

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
