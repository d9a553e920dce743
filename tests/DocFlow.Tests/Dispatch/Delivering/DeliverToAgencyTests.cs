using System.Net;
using System.Security.Cryptography;
using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;
using DocFlow.Tests.Dispatch.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class DeliverToAgencyTests
{
    private DispatchOffice _dispatch = null!;
    private Agency _agency = null!;
    private HttpListener _recipient = null!;
    private readonly List<(string Id, string Sha256, SignatureVerdict Verdict)> _received = [];
    private int _answer = 200;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _agency = await Agency.Enrol(_dispatch, "H53");
        (_recipient, var address) = Listener();
        _received.Clear();
        _answer = 200;
        _ = Listen();
        await new PushAddress(new Once(_dispatch.Office.Database))
            .Handle(new PushAddress.Command("H53", address + "in?box=1"), DispatchOffice.Key(), _dispatch.Clerk, default);
        await _dispatch.Issue();
    }

    [TearDown]
    public void Close()
    {
        ((IDisposable)_recipient).Dispose();
        _dispatch.Dispose();
    }

    [Test]
    public async Task A_recipient_with_an_address_gets_the_packet_signed_with_the_shared_secret()
    {
        await _dispatch.Sweep();

        var copy = await Copy();
        Assert.That(_received, Is.EqualTo(new[] { (copy.Id.ToString(), copy.PacketSha256!, SignatureVerdict.Accepted) }));
        Assert.That(copy.State, Is.EqualTo(DeliveryRow.Sent));
    }

    [Test]
    public async Task What_is_packed_for_a_while_lies_in_the_store_where_what_a_killed_process_leaves_is_cleared_away()
    {
        var issue = (await _dispatch.Deliveries())[0].IssueId;

        using var letter = new LetterAtHand(issue, _dispatch.Office.Database, _dispatch.Office.Content);
        await using var zip = await letter.Open(default);

        Assert.That(Path.GetDirectoryName(zip.Name), Is.EqualTo(Path.Combine(_dispatch.Office.Folder, "incoming")));
    }

    [Test]
    public async Task A_recipient_without_an_address_finds_the_packet_in_the_mailbox()
    {
        await _dispatch.Sweep();

        var other = (await _dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == "G12");

        Assert.That((other.State, other.PacketSha256 is not null), Is.EqualTo((DeliveryRow.Mailbox, true)));
    }

    [Test]
    public async Task A_recipient_that_is_down_gets_the_same_packet_later()
    {
        _answer = 503;
        await _dispatch.Sweep();
        _answer = 200;
        await _dispatch.Sweep();
        Assert.That((await Copy()).State, Is.EqualTo(DeliveryRow.Sending), "not due yet");

        _dispatch.Office.Clock.Now += TimeSpan.FromSeconds(6);
        await _dispatch.Sweep();

        Assert.That((await Copy()).State, Is.EqualTo(DeliveryRow.Sent));
        Assert.That(_received, Has.Count.EqualTo(2));
        Assert.That(_received[1], Is.EqualTo(_received[0]));
    }

    [Test]
    public async Task A_packet_that_the_recipient_refuses_is_not_sent_again_by_itself_but_by_a_clerk()
    {
        _answer = 400;
        await _dispatch.Sweep();
        var failed = await Copy();
        _answer = 200;

        await new SendAgain(new Once(_dispatch.Office.Database), _dispatch.Bell)
            .Handle(new SendAgain.Command(failed.Id), DispatchOffice.Key(), _dispatch.Clerk, default);
        await _dispatch.Sweep();

        Assert.That((failed.State, (await Copy()).State), Is.EqualTo((DeliveryRow.Failed, DeliveryRow.Sent)));
        var told = (await _dispatch.Office.Sent<DeliveryAdvanced>()).Select(message => message.State);
        Assert.That(told, Is.EquivalentTo(new[] { "failed", "sent" }));
    }

    [Test]
    public async Task A_delivery_that_was_sent_and_not_marked_is_sent_again_under_the_same_packet_id_after_the_lease()
    {
        await _dispatch.Sweep();
        await _dispatch.Office.Database.Write(session =>
            session.Execute("update dispatch_delivery set state = 'sending', sent_at = null where recipient_code = 'H53'"));

        _dispatch.Office.Clock.Now += TimeSpan.FromSeconds(31);
        await _dispatch.Sweep();

        Assert.That(_received, Has.Count.EqualTo(2));
        Assert.That(_received[1], Is.EqualTo(_received[0]));
    }

    private async Task<DeliveryRow> Copy() => (await _dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == "H53");

    private static (HttpListener Listener, string Address) Listener()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        var listener = new HttpListener();
        listener.Prefixes.Add(address);
        listener.Start();
        return (listener, address);
    }

    private async Task Listen()
    {
        while (_recipient.IsListening)
        {
            var call = await _recipient.GetContextAsync();
            using var body = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(body);
            var line = new RequestLine("POST", call.Request.RawUrl!, "");
            var check = SignedHeaders.Check(name => call.Request.Headers[name], line, _agency.Secret, _dispatch.Office.Clock);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(body.ToArray()));
            _received.Add((call.Request.Headers[PushPacket.PacketId]!, sha256, check.Call?.CheckBody(sha256).Verdict ?? check.Verdict));
            call.Response.StatusCode = _answer;
            call.Response.Close();
        }
    }
}
