using System.Security.Cryptography;
using DocFlow.Contracts;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Writing;
using DocFlow.Tests.Dispatch.Exchange;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Transports;

/// <summary>A large packet that waits at a peer, and lines that break.</summary>
public sealed class FetchPacketTests
{
    private const int Megabyte = 1 << 20;

    private readonly List<string> _asked = [];
    private readonly List<string> _said = [];
    private byte[] _packet = [];
    private string _sha256 = "";
    private long _breaksAt;
    private bool _givesPieces;
    private DispatchOffice _dispatch = null!;
    private ListeningAxis _axis = null!;

    [OneTimeSetUp]
    public void Write()
    {
        using var packet = new MemoryStream();
        var file = RandomNumberGenerator.GetBytes(13 * Megabyte);
        Packets.Write(packet, ["G22"], new AttachmentToSend("7.pdf", "application/pdf", () => new MemoryStream(file)));
        _packet = packet.ToArray();
        _sha256 = Convert.ToHexStringLower(SHA256.HashData(_packet));
    }

    [SetUp]
    public async Task Open()
    {
        _asked.Clear();
        _said.Clear();
        (_breaksAt, _givesPieces) = (long.MaxValue, true);
        _dispatch = new DispatchOffice();
        await _dispatch.EnrolAgency();
        _axis = await ListeningAxis.Open();
        _axis.Answers = Answer;
        await _dispatch.Sending.AddPeer("TRUC", _axis.Address, peer => peer with { Polled = true, TakesOthers = true });
    }

    [TearDown]
    public async Task Close()
    {
        await _axis.DisposeAsync();
        _dispatch.Dispose();
    }

    [Test]
    public async Task What_came_before_the_line_broke_is_not_fetched_again_by_whatever_process()
    {
        _breaksAt = 11 * Megabyte;
        await Poll();
        Assert.That((await Taken(), _said.Count), Is.EqualTo((0, 0)), "the line is down");
        _asked.Clear();
        _breaksAt = long.MaxValue;

        await Poll();

        Assert.That(_asked[0], Does.StartWith($"bytes={11 * Megabyte}-"), "smaller pieces came nearer to the break");
        Assert.That((await Taken(), _said), Is.EqualTo((1, new[] { "a1 done" })));
        Assert.That(await Count("dispatch_upload"), Is.Zero);
    }

    [Test]
    public async Task A_packet_whose_acknowledgement_was_lost_does_not_cross_the_line_again()
    {
        await Poll();
        _asked.Clear();

        await Poll();

        Assert.That((_asked.Count, await Taken(), _said), Is.EqualTo((0, 1, new[] { "a1 done", "a1 done" })));
    }

    [Test]
    public async Task Where_no_pieces_are_given_it_comes_whole()
    {
        _givesPieces = false;

        await Poll();

        Assert.That((await Taken(), _asked[^1]), Is.EqualTo((1, "")));
    }

    private async Task Poll()
    {
        var peer = await _dispatch.Office.Database.Read(session => Peer.Find(session, "TRUC"));
        await _dispatch.Sending.Poller().Handle(peer!, default);
    }

    private async Task<int> Taken() =>
        (await _dispatch.Office.Sent<PacketAccepted>()).Count(packet => packet.Sha256 == _sha256);

    private Task<long> Count(string table) =>
        _dispatch.Office.Database.Read(session => session.One<long>("select count(*) from " + table));

    private IResult Answer(ListeningAxis.Call call)
    {
        switch (call.Operation)
        {
            case "getReceivedEdocList":
                var row = $$"""{"docId":"a1","hash_file":"{{_sha256}}","length":{{_packet.Length}}}""";
                var rows = call.Headers["XroadVnpt-messagetype"] == "status" ? "" : row;
                return ListeningAxis.Said($$"""{"status":"OK","ErrorCode":"0","data":[{{rows}}]}""");
            case "downloadEdoc":
                _asked.Add(call.Headers.GetValueOrDefault("Range", ""));
                return new Breaking(_packet, _breaksAt, _givesPieces);
            default:
                _said.Add($"{call.Headers["XroadVnpt-docId"]} {call.Headers["XroadVnpt-status"]}");
                return ListeningAxis.Said("""{"status":"OK","ErrorCode":"0"}""");
        }
    }

    /// <summary>Gives what is asked for, up to the byte where the line breaks.</summary>
    private sealed class Breaking(byte[] packet, long breaksAt, bool givesPieces) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var range = httpContext.Request.GetTypedHeaders().Range?.Ranges.Single();
            var (from, end) = givesPieces && range is { From: { } first, To: { } last }
                ? ((int)first, (int)last + 1)
                : (0, packet.Length);
            var answer = httpContext.Response;
            if (givesPieces && range is not null)
                (answer.StatusCode, answer.GetTypedHeaders().ContentRange) = (206, new(from, end - 1, packet.Length));
            (answer.ContentType, answer.ContentLength) = ("application/octet-stream", end - from);
            await answer.Body.WriteAsync(packet.AsMemory(from..(int)Math.Clamp(breaksAt, from, end)));
            await answer.Body.FlushAsync();
            if (breaksAt < end)
                httpContext.Abort();
        }
    }
}
