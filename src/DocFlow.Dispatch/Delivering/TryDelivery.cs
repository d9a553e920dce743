using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// One try of a claimed delivery: its packet is written once, then it goes its recipient's way: into the mailbox, to a peer, or to
/// ourselves through the same door as packets of others.
/// </summary>
public sealed class TryDelivery(
    Database database, WritePacket writer, AcceptPacket accept, DeliveryOptions options, [FromKeyedServices(SendToPeers.Due)] Bell peers)
{
    private const int MostTries = 8;

    private sealed record Ready(DeliveryRow Delivery, StoredFile Packet);

    public async Task Handle(DeliveryRow delivery, LetterAtHand letter, CancellationToken stop)
    {
        if (delivery.Sends > MostTries)
            await Fail(delivery, new TransportFault(DeliveryTrouble.TooOften, $"{MostTries}"), stop);
        else if (await Written(delivery, letter, stop) is { } ready)
            await TakeIn(ready, letter, stop);
    }

    // null where there is nothing left to do
    private async Task<Ready?> Written(DeliveryRow delivery, LetterAtHand letter, CancellationToken stop)
    {
        var route = await letter.RouteOf(delivery, stop);
        var (sha256, length, root) = (delivery.PacketSha256, delivery.PacketLength ?? 0, (string?)null);
        if (sha256 is null)
        {
            var (packet, trailRoot, why) = await writer.Handle(delivery, letter, route.Layout, stop);
            if (packet is null)
            {
                await Fail(delivery, new TransportFault(DeliveryTrouble.NotWritten, why!), stop);
                return null;
            }

            (sha256, length, root) = (packet.Sha256, packet.Length, trailRoot);
        }

        await database.Write(session => session.Keep(KeepPacket, Row(session, delivery, route, (sha256, length, root))), stop);
        if (route.Way == RouteWay.Peer)
            peers.Ring();
        return route.Way == RouteWay.Internal ? new Ready(delivery, new StoredFile(sha256, length)) : null;
    }

    private object Row(Session session, DeliveryRow delivery, Route route, (string Sha256, long Length, string? Root) packet) => new
    {
        delivery.Id,
        State = route.Way switch
        {
            RouteWay.Mailbox => DeliveryRow.Mailbox,
            RouteWay.Peer => DeliveryRow.Sending,
            _ => DeliveryRow.Preparing,
        },
        packet.Sha256,
        packet.Length,
        packet.Root,
        route.PeerCode,
        // what is taken in here is taken again after the claim, should this process end before
        Due = route.Way switch
        {
            RouteWay.Mailbox => session.Now + options.CollectWithin,
            RouteWay.Peer => session.Now,
            _ => session.Now + DeliverToAgency.ClaimedFor,
        },
        GiveUp = session.Now + (route.Way == RouteWay.Mailbox ? options.CollectWithin : options.TimeToLive),
        Sends = route.Way == RouteWay.Peer ? 0 : delivery.Sends,
        session.Now,
    };

    private async Task TakeIn(Ready ready, LetterAtHand letter, CancellationToken stop)
    {
        var (delivery, us) = (ready.Delivery, (await letter.Look(stop)).Agency.Answer);
        var from = new PacketSource(us.Code, us.Name, PacketWay.Internal) { To = [delivery.RecipientCode] };
        var accepted = await accept.Handle(ready.Packet, from, stop);
        await database.Write(
            session => accepted.Refusal is { } refusal
                ? MoveDelivery.ToFailed(session, delivery, new TransportFault(refusal.Code, refusal.Vi))
                : MoveDelivery.ToSent(session, delivery), stop);
    }

    private Task Fail(DeliveryRow delivery, TransportFault fault, CancellationToken stop) =>
        database.Write(session => MoveDelivery.ToFailed(session, delivery, fault), stop);

    private const string KeepPacket = """
        update dispatch_delivery
        set packet_sha256 = coalesce(packet_sha256, @Sha256),
            packet_length = coalesce(packet_length, @Length),
            trail_root = coalesce(trail_root, @Root),
            state = @State, peer_code = @PeerCode, due_at = @Due, give_up_at = coalesce(give_up_at, @GiveUp), sends = @Sends,
            changed_at = case when changed_at > @Now then changed_at else @Now end
        where id = @Id and state in ('preparing', 'sending')
        """;
}
