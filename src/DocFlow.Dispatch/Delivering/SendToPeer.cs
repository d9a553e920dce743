using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// A peer's run: claims what is due there, the urgent first, and hands it over, until nothing is due or the peer's line is down. The same
/// packet is sent again as the same bytes, so it is one packet there.
/// </summary>
public sealed class SendToPeer(Database database, ContentStore content, PeerLines lines, ILogger<SendToPeer> log)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ClaimedFor = TimeSpan.FromSeconds(60);
    private static readonly PeerQueue[] Queues = [PeerQueue.Documents, PeerQueue.Statuses];

    private sealed record Batch(Peer Peer, string From, IReadOnlyList<(PeerQueue Queue, DuePacket Packet)> Packets)
    {
        public bool Closed { get; init; }
    }

    public async Task Handle(string peer, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var batch = await database.Write(session => Claim(session, peer), CancellationToken.None);
            if (batch.Closed)
                await Task.WhenAll(batch.Packets.Select(each => Expire(batch.Peer, each)));
            else
                await Task.WhenAll(batch.Packets.Select(each => Act(batch, each)));
            if (batch.Closed || batch.Packets.Count == 0)
                return;
        }
    }

    private static async Task<Batch> Claim(Session session, string code)
    {
        var agency = await Agency.Find(session);
        if (await Peer.Find(session, code) is not { Active: true } peer)
        {
            foreach (var queue in Queues)
                await queue.RouteAnew(session, code);
            return new Batch(null!, "", []);
        }

        var allowed = await Circuit.Allows(session, peer, AtOnce);
        var packets = new List<(PeerQueue, DuePacket)>();
        foreach (var queue in Queues)
        {
            var claimed = allowed == 0
                ? await queue.ClaimExpired(session, code, ClaimedFor, AtOnce)
                : await queue.Claim(session, code, ClaimedFor, Math.Min(allowed, AtOnce) - (allowed == 1 ? packets.Count : 0));
            packets.AddRange(claimed.Select(packet => (queue, packet)));
            if (allowed == 0)
                await queue.PutOff(session, peer);
        }

        return new Batch(peer, agency?.Code ?? "", packets) { Closed = allowed == 0 };
    }

    private async Task Act(Batch batch, (PeerQueue Queue, DuePacket Packet) due)
    {
        var door = new RoomAct.Door(typeof(SendToPeer).Assembly.GetName().Name!, nameof(SendToPeer)) { Log = log };
        await RoomAct.Run(door, () => Send(batch, due));
    }

    private async Task Send(Batch batch, (PeerQueue Queue, DuePacket Packet) due)
    {
        var (queue, packet) = due;
        var within = AxisLine.Within(packet.PacketLength) + Room;
        if (within > ClaimedFor)
            await database.Write(session => queue.Extend(session, packet, within));
        var kind = packet.Business is null ? queue.Kind : PacketKind.Document;
        var sending = new PacketToSend(kind, packet.PacketSha256, packet.PacketLength, Open(packet.PacketSha256))
        {
            From = packet.FromCode ?? batch.From,
            To = [packet.RecipientCode],
        };
        var answer = await lines.To(batch.Peer).Send(sending, CancellationToken.None);
        if (answer.Fault is null)
            Seam.Reached("after-send-before-mark");
        await database.Write(session => Mark(session, batch.Peer, due, answer));
    }

    private Func<CancellationToken, Task<Stream>> Open(string sha256) => async stop => await content.Open(sha256, stop);

    private Task Expire(Peer peer, (PeerQueue Queue, DuePacket Packet) due)
    {
        var why = new TransportFault(DeliveryTrouble.Expired, peer.LastError ?? "");
        return database.Write(session => MarkSent.Failed(session, due, why));
    }

    private static async Task Mark(
        Session session, Peer peer, (PeerQueue Queue, DuePacket Packet) due, TransportAnswer<Handed> answer)
    {
        if (answer.Fault is not { } fault)
        {
            await Circuit.Healthy(session, peer);
            await MarkSent.Done(session, peer, due, answer.Value);
            return;
        }

        if (fault.OfTheLine)
            await Circuit.Failed(session, peer, fault);
        else
            await Circuit.Healthy(session, peer);
        var (queue, packet) = due;
        if (queue.Kind == PacketKind.Document && fault.WorthAnotherTry)
            await session.Execute(MayBeThere, new { packet.Id, session.Now });
        var giveUp = packet.GiveUpAt ?? session.Now;
        if (DeliverySchedule.Next(packet.Sends, fault, session.Now, giveUp, Random.Shared.NextDouble()) is { } next)
            await queue.Postpone(session, packet, next, fault);
        else
            await MarkSent.Failed(session, due, fault.WorthAnotherTry ? fault with { Code = DeliveryTrouble.Expired } : fault);
    }

    // the answer may have been lost, not the packet: a recall has to ask
    private const string MayBeThere = """
        update dispatch_delivery
        set left_at = coalesce(left_at, @Now)
        where id = @Id
        """;
}
