using System.Security.Cryptography;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Exchange;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Http;
using DocFlow.Tests.Dispatch.Exchange;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Transports;

/// <summary>A large packet from our VXP client to our VXP server, over lines that break.</summary>
public sealed class VxpPiecesTests
{
    private const int Megabyte = 1 << 20;

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
    public async Task A_large_packet_goes_in_pieces_and_a_cut_line_costs_one_of_them()
    {
        var packet = new BreakingPacket(Large("701")) { BreaksAt = 12 * Megabyte, Times = 1 };

        var handed = await Send(packet);

        Assert.That(handed.Value.Receipt?.Says()?.Length, Is.EqualTo(packet.Length));
        // each byte is read for its piece's hash and for the line; the piece that broke twice
        Assert.That(packet.Given, Is.InRange(2 * packet.Length, 2 * packet.Length + 16 * Megabyte));
        Assert.That(await _node.Count("dispatch_upload"), Is.Zero);
    }

    [Test]
    public async Task What_a_broken_line_left_is_gone_on_with_at_the_next_try_and_after_a_restart()
    {
        var packet = new BreakingPacket(Large("702")) { BreaksAt = 12 * Megabyte, Times = 100 };
        var broken = await Send(packet);
        await _node.Restart();
        (packet.Times, packet.Given) = (0, 0);

        var handed = await Send(packet);

        Assert.That((broken.Fault?.Code, broken.Fault?.WorthAnotherTry), Is.EqualTo((TransportFault.NoAnswer, true)));
        Assert.That(handed.Fault, Is.Null);
        // after the first cut pieces are smaller: they come nearer to the place where the line breaks
        Assert.That(packet.Given, Is.EqualTo(2 * (packet.Length - 12 * Megabyte)));
    }

    [Test]
    public async Task A_packet_whose_answer_was_lost_does_not_cross_the_line_again()
    {
        var packet = new BreakingPacket(Large("703"));
        var first = await Send(packet);
        packet.Given = 0;

        var again = await Send(packet);

        Assert.That((again.Value.DocId, packet.Given), Is.EqualTo((first.Value.DocId, 0)));
    }

    [TestCase("")]
    [TestCase("""{"status":"FAIL","ErrorCode":"10","ErrorDesc":"Unknown operation"}""")]
    public async Task An_exchange_that_knows_no_pieces_is_given_the_packet_whole(string said)
    {
        await using var axis = await ListeningAxis.Open();
        axis.Answers = call => call.Operation == "sendEdoc"
            ? ListeningAxis.Taken(call)
            : ListeningAxis.Said(said, said.Length > 0 ? 200 : 404);
        var packet = new BreakingPacket(new byte[17 * Megabyte]);

        var handed = await Send(packet, axis.Address);

        Assert.That(handed.Fault, Is.Null);
        Assert.That(axis.Calls.Select(call => (call.Operation, call.File?.Length ?? 0)),
            Is.EqualTo(new[] { ("beginUpload", 0), ("sendEdoc", 17 * Megabyte) }));
    }

    private Task<TransportAnswer<Handed>> Send(BreakingPacket packet, Uri? to = null)
    {
        var who = new SystemCredential("H53", _node.SecretOf("H53"));
        var there = new AxisAccess(to ?? new Uri(_node.Address, "/exchange/vxp"), who);
        var sending = new PacketToSend(
            PacketKind.Document, packet.Sha256, packet.Length, _ => Task.FromResult<Stream>(packet.Opened()))
        {
            From = "H53",
        };
        return new VxpTransport(there, _outbound, TimeProvider.System).Send(sending, default);
    }

    private static byte[] Large(string number)
    {
        using var packet = new MemoryStream();
        var file = RandomNumberGenerator.GetBytes(15 * Megabyte);
        Packets.Write(packet, ["G22"], new AttachmentToSend("7.pdf", "application/pdf", () => new MemoryStream(file)), number: number);
        return packet.ToArray();
    }

    /// <summary>
    /// A packet whose line breaks, so many times, where its bytes are read at this place a second time: not for the hash.
    /// </summary>
    private sealed class BreakingPacket(byte[] bytes)
    {
        public long Length => bytes.Length;

        public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes));

        public int BreaksAt { get; init; }

        public int Times { get; set; }

        public long Given { get; set; }

        public Stream Opened() => new Reading(this, bytes);

        private sealed class Reading(BreakingPacket packet, byte[] bytes) : MemoryStream(bytes)
        {
            private bool _hashed;

            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                if (packet.Times > 0 && Position <= packet.BreaksAt && Position + buffer.Length > packet.BreaksAt)
                {
                    if (_hashed)
                    {
                        packet.Times--;
                        _hashed = false;
                        throw new IOException("The line is cut.");
                    }

                    _hashed = true;
                }

                packet.Given += buffer.Length;
                return base.ReadAsync(buffer, cancellationToken);
            }
        }
    }
}
