using System.Security.Cryptography;
using System.Text;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Transports;

public sealed class VxpTransportTests
{
    private static readonly byte[] Packet = Encoding.UTF8.GetBytes("<edXML>…</edXML>");

    private ListeningAxis _axis = null!;
    private Outbound _outbound = null!;
    private VxpTransport _transport = null!;

    [SetUp]
    public async Task Open()
    {
        _axis = await ListeningAxis.Open();
        _outbound = new Outbound();
        var access = new AxisAccess(_axis.Address, new SystemCredential("002.00.99.H44", "bi-mat"));
        _transport = new VxpTransport(access, _outbound, TimeProvider.System);
    }

    [TearDown]
    public async Task Close()
    {
        _outbound.Dispose();
        await _axis.DisposeAsync();
    }

    [Test]
    public async Task A_packet_is_the_part_file_doc_with_its_hash_among_the_signed_headers()
    {
        _axis.Answers = _ => ListeningAxis.Said("""{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong","DocId":"5f1a"}""");

        var sent = await _transport.Send(ToSend(), default);

        var call = _axis.Calls.Single();
        var signed = call.Proved("bi-mat")!;
        Assert.That((sent.Value.DocId, call.File, call.Operation), Is.EqualTo(("5f1a", Packet, "sendEdoc")));
        Assert.That((call.Headers["part-name"], call.Headers["part-type"]), Is.EqualTo(("file_doc", "application/octet-stream")));
        Assert.That((signed["XroadVnpt-hash-file"], signed["XroadVnpt-messagetype"], signed["XroadVnpt-from"], signed["XroadVnpt-to"]),
            Is.EqualTo((ToSend().Sha256, "edoc", "H44", "[\"H53\"]")));
        Assert.That(signed["XroadVnpt-timestamp"], Does.Match(@"^\d{8}T\d{6}\+0\d{3}$"));
        Assert.That((call.Headers["XroadVnpt-version"], call.Headers["User-Agent"]),
            Is.EqualTo(("3.0.201608", "JAVASDKAgent/1.0.0 XRoad/VPCP")));
    }

    [Test]
    public async Task What_waits_is_listed_fetched_and_acknowledged()
    {
        _axis.Answers = call => call.Operation switch
        {
            "getReceivedEdocList" => ListeningAxis.Said(
                """{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":[{"docId":"a1","from":"G22","to":"H44","status":"initial"}]}"""),
            "downloadEdoc" => Results.Bytes(Packet, "application/octet-stream"),
            _ => ListeningAxis.Said("""{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong"}"""),
        };

        var waiting = (await _transport.ListReceived(PacketKind.Document, default)).Value.Single();
        var fetched = await _transport.Get(waiting.DocId, Bytes, default);
        await _transport.Acknowledge(waiting.DocId, Acknowledgement.Done, default);

        Assert.That((waiting.From, fetched.Value), Is.EqualTo(("G22", Packet)));
        var last = _axis.Calls[^1].Proved("bi-mat")!;
        Assert.That((last["XroadVnpt-docId"], last["XroadVnpt-status"]), Is.EqualTo(("a1", "done")));
    }

    [TestCase("<html>Đăng nhập</html>", 200, TransportFault.Unreadable, true)]
    [TestCase("", 200, TransportFault.Unreadable, true)]
    [TestCase("{\"ok\":1}", 200, TransportFault.Unreadable, true)]
    [TestCase("""{"status":"FAIL","ErrorCode":"18","ErrorDesc":"Receiver unknown"}""", 200, "18", false)]
    [TestCase("""{"status":"FAIL","ErrorCode":"20","ErrorDesc":"System error"}""", 200, "20", true)]
    [TestCase("""{"status":"FAIL","ErrorCode":"21","ErrorDesc":"File processing"}""", 200, "21", true)]
    [TestCase("not found", 404, "http-404", false)]
    [TestCase("gateway", 502, "http-502", true)]
    public async Task An_answer_that_is_no_success_is_a_fault_that_says_whether_to_try_again(
        string said, int status, string code, bool again)
    {
        _axis.Answers = _ => ListeningAxis.Said(said, status);

        var fault = (await _transport.ListReceived(PacketKind.Document, default)).Fault!;

        Assert.That((fault.Code, fault.WorthAnotherTry), Is.EqualTo((code, again)));
    }

    [Test]
    public async Task A_list_with_a_line_that_names_no_packet_is_not_taken_for_an_empty_one()
    {
        _axis.Answers = _ => ListeningAxis.Said("""{"status":"OK","ErrorCode":"0","data":[{"from":"G22"}]}""");

        var listed = await _transport.ListReceived(PacketKind.Status, default);

        Assert.That(listed.Fault?.Code, Is.EqualTo(TransportFault.Unreadable));
    }

    [Test]
    public async Task A_line_that_is_down_is_an_answer_and_two_calls_of_one_moment_differ()
    {
        await _axis.DisposeAsync();
        var down = await _transport.Send(ToSend(), default);
        var moment = new TestClock();
        var who = new SystemCredential("a", "b");

        var macs = Enumerable.Range(0, 3).Select(_ => VxpHeaders.Sign(who, new Dictionary<string, string>(), moment)[VxpHeaders.Mac]);

        Assert.That((down.Fault!.Code, down.Fault.WorthAnotherTry), Is.EqualTo((TransportFault.NoAnswer, true)));
        Assert.That(macs, Is.Unique);
    }

    [Test]
    public async Task Too_many_calls_are_tried_again_when_the_exchange_says()
    {
        _axis.Answers = _ => new Busy();

        var fault = (await _transport.ListAgencies(default)).Fault!;

        Assert.That((fault.Status, fault.RetryAfter, fault.WorthAnotherTry), Is.EqualTo((429, TimeSpan.FromSeconds(90), true)));
    }

    private static PacketToSend ToSend() => new(
        PacketKind.Document, Convert.ToHexStringLower(SHA256.HashData(Packet)), Packet.Length,
        _ => Task.FromResult<Stream>(new MemoryStream(Packet)))
    {
        From = "H44",
        To = ["H53"],
    };

    private static async Task<byte[]> Bytes(ComingPacket coming, CancellationToken stop)
    {
        using var file = new MemoryStream();
        await coming.Body.CopyToAsync(file, stop);
        return file.ToArray();
    }

    private sealed class Busy : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            (httpContext.Response.StatusCode, httpContext.Response.Headers.RetryAfter) = (429, "90");
            return Task.CompletedTask;
        }
    }
}
