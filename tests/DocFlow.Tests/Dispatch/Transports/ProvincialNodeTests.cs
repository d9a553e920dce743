using System.Security.Cryptography;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;
using DocFlow.Tests.Dispatch.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Transports;

/// <summary>Our client of the provincial form at our own provincial server: all that a transport does.</summary>
public sealed class ProvincialNodeTests
{
    private readonly Outbound _outbound = new();
    private Node _node = null!;

    [OneTimeSetUp]
    public async Task Open() => _node = await Node.Open();

    [OneTimeTearDown]
    public async Task Close()
    {
        _outbound.Dispose();
        await _node.DisposeAsync();
    }

    [Test]
    public async Task A_packet_is_sent_listed_fetched_as_it_was_and_acknowledged()
    {
        var packet = Packets.Letter(["G12"], number: "801");
        var (sender, receiver) = (Transport("H53"), Transport("G12"));

        var sent = await sender.Send(ToSend(packet, PacketKind.Document), default);
        var waiting = (await receiver.ListReceived(PacketKind.Document, default)).Value.Single();
        var fetched = await receiver.Get(waiting.DocId, Bytes, default);
        await receiver.Acknowledge(waiting.DocId, Acknowledgement.Processing, default);
        var still = await receiver.ListReceived(PacketKind.Document, default);
        await receiver.Acknowledge(waiting.DocId, Acknowledgement.Done, default);

        Assert.That((waiting.From, waiting.To, fetched.Value), Is.EqualTo(("H53", "G12", packet)));
        Assert.That(sent.Value.Receipt?.Says()?.PacketId.ToString(), Is.EqualTo(sent.Value.DocId));
        Assert.That(still.Value, Has.Count.EqualTo(1));
        Assert.That((await receiver.ListReceived(PacketKind.Document, default)).Value, Is.Empty);
    }

    [Test]
    public async Task Statuses_are_listed_by_themselves()
    {
        var status = Packets.Status("03", "G12,2026/02/02,5/BTC", "G12");

        var sent = await Transport("H53").Send(ToSend(status, PacketKind.Status), default);

        var receiver = Transport("G12");
        var waiting = (await receiver.ListReceived(PacketKind.Status, default)).Value.Single();
        Assert.That(sent.Fault, Is.Null);
        Assert.That((await receiver.Get(waiting.DocId, Bytes, default)).Value, Is.EqualTo(status));
    }

    [Test]
    public async Task What_the_form_has_not_is_said_and_not_tried_again()
    {
        var transport = Transport("H53");

        TransportFault?[] faults =
            [(await transport.ListSent(PacketKind.Document, null, default)).Fault, (await transport.ListAgencies(default)).Fault];

        Assert.That(faults.Select(fault => (fault?.Code, fault?.WorthAnotherTry)), Has.All.EqualTo(("not-there", false)));
    }

    [TestCase("a guess", "G12", "15")]
    [TestCase(null, "H99", "18")]
    public async Task A_refusal_is_told_with_the_field_s_code(string? secret, string to, string code)
    {
        var refused = await Transport("H53", secret).Send(ToSend(Packets.Letter([to], number: "802"), PacketKind.Document), default);

        Assert.That((refused.Fault?.Code, refused.Fault?.WorthAnotherTry), Is.EqualTo((code, false)));
    }

    [Test]
    public async Task A_packet_that_is_not_for_us_is_as_unknown_as_none()
    {
        var sent = await Transport("H53").Send(ToSend(Packets.Letter(["G12"], number: "803"), PacketKind.Document), default);

        var refused = await Transport("H53").Get(sent.Value.DocId, Bytes, default);

        Assert.That(refused.Fault?.Status, Is.EqualTo(404));
    }

    private ProvincialTransport Transport(string agency, string? secret = null)
    {
        var said = secret ?? _node.SecretOf(agency);
        var access = new AxisAccess(new Uri(_node.Address, "/exchange"), new SystemCredential(agency, said));
        return new ProvincialTransport(access, new ProvincialUser(agency, said), _outbound, TimeProvider.System);
    }

    private static PacketToSend ToSend(byte[] packet, PacketKind kind) => new(
        kind, Convert.ToHexStringLower(SHA256.HashData(packet)), packet.Length, _ => Task.FromResult<Stream>(new MemoryStream(packet)))
    {
        From = "H53",
    };

    private static async Task<byte[]> Bytes(ComingPacket coming, CancellationToken stop)
    {
        using var file = new MemoryStream();
        await coming.Body.CopyToAsync(file, stop);
        return file.ToArray();
    }
}
