using System.Text;
using System.Text.Json;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Transports;

public sealed class ProvincialTransportTests
{
    private const string Packet = "<edXML>\"Văn bản\" \\ 😀</edXML>";

    private ListeningAxis _axis = null!;
    private Outbound _outbound = null!;
    private TestClock _clock = null!;
    private ProvincialTransport _transport = null!;
    private int _signedIn;

    [SetUp]
    public async Task Open()
    {
        (_axis, _outbound, _clock, _signedIn) = (await ListeningAxis.Open(), new Outbound(), new TestClock(), 0);
        var access = new AxisAccess(_axis.Address, new SystemCredential("LS.01", "khoa"));
        _transport = new ProvincialTransport(access, new ProvincialUser("robot", "mat-khau"), _outbound, _clock);
    }

    [TearDown]
    public async Task Close()
    {
        _outbound.Dispose();
        await _axis.DisposeAsync();
    }

    [Test]
    public async Task Whoever_signed_in_sends_with_token_system_id_and_secret()
    {
        Answers(_ => ListeningAxis.Said("""{"success":true,"message":"ok","docId":"65f"}"""));

        var sent = await _transport.Send(ToSend(), default);

        var (login, call) = (_axis.Calls[0], _axis.Calls[1]);
        Assert.That(JsonDocument.Parse(login.Body).RootElement.GetProperty("username").GetString(), Is.EqualTo("robot"));
        Assert.That((call.Headers["Authorization"], call.Headers["X-SystemId"], call.Headers["X-SecretKey"]),
            Is.EqualTo(("Bearer t1", "LS.01", "khoa")));
        Assert.That((call.Headers["part-name"], call.Headers["part-type"], call.Body, Encoding.UTF8.GetString(call.File!)),
            Is.EqualTo(("edocFile", "application/xml", "edoc", Packet)));
        Assert.That(sent.Value.DocId, Is.EqualTo("65f"));
    }

    [TestCase("18", false)]
    [TestCase("22", false)]
    [TestCase("20", true)]
    [TestCase("21", true)]
    public async Task A_refusal_bears_the_provinces_code(string code, bool again)
    {
        var data = "{\"docId\":null,\"status\":\"error\",\"errorCode\":\"" + code + "\",\"errorDesc\":\"Lỗi\"}";
        Answers(_ => ListeningAxis.Said("{\"success\":false,\"message\":\"no\",\"data\":" + data + "}"));

        var fault = (await _transport.Send(ToSend(), default)).Fault!;

        Assert.That((fault.Code, fault.WorthAnotherTry), Is.EqualTo((code, again)));
    }

    [Test]
    public async Task A_token_serves_until_it_is_old_or_refused()
    {
        Answers(call => call.Headers["Authorization"] == "Bearer t2"
            ? ListeningAxis.Said("""{"success":true,"count":0,"data":[]}""")
            : ListeningAxis.Said("""{"licenseInfo":"invalid"}""", 401));

        var first = await _transport.ListReceived(PacketKind.Document, default);
        await _transport.ListReceived(PacketKind.Document, default);
        var soon = _signedIn;
        _clock.Now += TimeSpan.FromMinutes(26);
        await _transport.ListReceived(PacketKind.Document, default);

        Assert.That((first.Fault, soon, _signedIn), Is.EqualTo((default(TransportFault), 2, 4)));
    }

    [Test]
    public async Task What_waits_is_listed_and_a_packet_inside_an_answer_is_read_while_it_comes([Values] bool inBase64)
    {
        var text = inBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Packet)) : Packet;
        Answers(call => call.Path.Contains("getEdoc", StringComparison.Ordinal)
            ? ListeningAxis.Said(JsonSerializer.Serialize(
                new { success = true, data = new { docId = "a", fromName = "\"edxml\": x", edxml = text } }))
            : ListeningAxis.Said("""{"success":true,"data":[{"docId":"a","status":"initial"},{"docId":"b","status":"done"}]}"""));

        var waiting = await _transport.ListReceived(PacketKind.Document, default);
        var packet = await _transport.Get("a", async (coming, stop) => await new StreamReader(coming.Body).ReadToEndAsync(stop), default);

        Assert.That(waiting.Value.Select(one => one.DocId), Is.EqualTo(new[] { "a" }));
        Assert.That(packet.Value, Is.EqualTo(Packet));
    }

    [Test]
    public async Task A_packet_that_breaks_off_inside_its_answer_is_no_packet()
    {
        Answers(_ => ListeningAxis.Said("{\"success\":true,\"data\":{\"edxml\":\"<edXML>"));

        var packet = await _transport.Get("a", async (coming, stop) => await new StreamReader(coming.Body).ReadToEndAsync(stop), default);

        Assert.That(packet.Fault?.Code, Is.EqualTo(TransportFault.NoAnswer));
    }

    private void Answers(Func<ListeningAxis.Call, Microsoft.AspNetCore.Http.IResult> then) => _axis.Answers = call =>
        call.Path.Contains("auth/login", StringComparison.Ordinal)
            ? ListeningAxis.Said("{\"code\":200,\"message\":\"ok\",\"data\":{\"token\":\"t" + ++_signedIn + "\"}}")
            : then(call);

    private static PacketToSend ToSend()
    {
        var bytes = Encoding.UTF8.GetBytes(Packet);
        return new PacketToSend(PacketKind.Document, "ab", bytes.Length, _ => Task.FromResult<Stream>(new MemoryStream(bytes)))
        {
            From = "LS",
        };
    }
}
