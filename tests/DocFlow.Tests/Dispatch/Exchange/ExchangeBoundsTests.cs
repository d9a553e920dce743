using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>How much, how often, how slowly and over how many lines one may send.</summary>
public sealed class ExchangeBoundsTests
{
    private const int Share = 300;
    private const int LargestPacket = 200_000;

    private Node _node = null!;

    [OneTimeSetUp]
    public async Task Open() => _node = await Node.Open(
        ("Http:SlowestUpload", "5000"), ("Http:UploadGrace", "3"), ("Http:ConnectionsOfOne", $"{Share}"),
        ("Exchange:CallsPerSecond", "10"), ("Exchange:LargestPacket", $"{LargestPacket}"));

    [OneTimeTearDown]
    public ValueTask Close() => _node.DisposeAsync();

    [Test]
    public async Task An_upload_that_trickles_is_ended_and_the_packet_is_taken_when_it_comes_at_last()
    {
        var packet = Packets.Letter(["G22"], number: "501");
        using var call = _node.Sending("H53", packet);
        using var line = await RawLine.Begin(_node, call);
        for (var tries = 0; tries < 1_200 && !line.Answered; tries++)
        {
            await line.Say(new string('a', 50));
            await Task.Delay(50);
        }

        var said = await line.Answer();

        Assert.That(said, Is.EqualTo("HTTP/1.1 408"));
        Assert.That(await _node.Holds(packet), Is.False);
        Assert.That((await _node.Send("H53", packet)).Code, Is.EqualTo("0"));
    }

    [Test]
    public async Task Who_calls_too_often_is_told_when_to_call_again_and_nobody_else_suffers()
    {
        var calls = Enumerable.Range(0, 200).Select(_ => _node.Call("G12", HttpMethod.Get, "countReceiveEdoc", []));

        var refused = (await Task.WhenAll(calls)).Where(answer => answer.Status != 200).ToList();

        Assert.That(refused, Is.Not.Empty);
        Assert.That(refused.Select(one => (one.Status, one.Code, one.Refusal, one.AskAgain)).Distinct(),
            Is.EqualTo(new[] { (429, "20", "exchange.too-many-calls", TimeSpan.FromSeconds(1)) }));
        Assert.That((await _node.Call("H53", HttpMethod.Get, "countReceiveEdoc", [])).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task What_is_larger_than_may_be_is_refused_and_nothing_stays()
    {
        var large = Packets.Letter(["G22"], number: "502", file: new byte[LargestPacket], zip: new byte[LargestPacket]);
        var sent = await _node.Send("H53", large);
        var announced = await Begin(LargestPacket + 1);
        var upload = (await Begin(100)).Data.GetProperty("uploadId").GetString()!;

        var beyond = await _node.Call("H53", HttpMethod.Post, "putPiece",
            [("uploadId", upload), ("offset", "0"), ("hash-piece", new string('0', 64))], new ByteArrayContent(new byte[101]));

        (int, string?)[] refused = [(sent.Status, sent.Refusal), (announced.Status, announced.Refusal), (beyond.Status, beyond.Refusal)];
        Assert.That(refused, Is.EqualTo(new[]
        {
            (413, "file.too-large"), (413, "upload.too-large"), (413, "upload.piece-too-large"),
        }));
        Assert.That(await _node.Holds(large), Is.False);
    }

    [Test]
    public async Task A_stranger_may_say_a_few_words_not_a_megabyte()
    {
        var said = new { username = new string('a', 1_000_000), password = "", applicationCode = "" };

        using var refused = await _node.Http.PostAsJsonAsync("/exchange/v1/auth/login", said);

        Assert.That((int)refused.StatusCode, Is.EqualTo(413));
    }

    [Test]
    public async Task Who_opens_thousands_of_lines_keeps_its_share_and_shuts_nobody_else_out()
    {
        var lines = new List<Socket?>();
        while (lines.Count < 2_000)
            await OpenMore(lines);
        using var another = From(IPAddress.Parse("127.0.0.2"));
        using var call = _node.Sending("H53", Packets.Letter(["G22"], number: "503"));

        var answer = await _node.Ask(call, another);

        Assert.That(lines.Count(IsOpen), Is.InRange(1, Share));
        Assert.That(answer.Code, Is.EqualTo("0"));
        foreach (var line in lines)
            line?.Dispose();
    }

    private Task<VxpSaid> Begin(int length) => _node.Call(
        "H53", HttpMethod.Post, "beginUpload", [("hash-file", new string('0', 64)), ("length", $"{length}")]);

    // no more at once than the machine lets wait at the door: what it leaves there is neither taken nor shut
    private async Task OpenMore(List<Socket?> lines)
    {
        lines.AddRange(await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Idle())));
        for (var tries = 0; tries < 1_200 && lines.Count(IsOpen) > Share; tries++)
            await Task.Delay(50);
    }

    private async Task<Socket?> Idle()
    {
        var line = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await line.ConnectAsync(IPAddress.Loopback, _node.Address.Port);
            return line;
        }
        catch (SocketException)
        {
            line.Dispose();
            return null;
        }
    }

    // the server says nothing by itself: whatever can be read is its end
    private static bool IsOpen(Socket? line) => line is not null && !line.Poll(0, SelectMode.SelectRead);

    private HttpClient From(IPAddress here) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (to, stop) =>
        {
            var line = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            line.Bind(new IPEndPoint(here, 0));
            await line.ConnectAsync(to.DnsEndPoint, stop);
            return new NetworkStream(line, ownsSocket: true);
        },
    })
    {
        BaseAddress = _node.Address,
    };
}
