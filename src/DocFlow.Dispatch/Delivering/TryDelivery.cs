using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// One try of a claimed delivery: its packet is written once, then, in one commit with the other copies of its letter, it goes its
/// recipient's way: into the mailbox, to a peer, or to ourselves through the same door as packets of others.
/// </summary>
public sealed class TryDelivery(
    Database database, WritePacket writer, AcceptPacket accept, DeliveryOptions options, [FromKeyedServices(SendToPeers.Due)] Bell peers)
{
    private const int MostTries = 8;

    /// <summary>A copy whose packet is in the content store, and its way.</summary>
    internal sealed record Written(DeliveryRow Delivery, StoredFile Packet, string? Root, Route Route)
    {
        /// <summary>It is taken in here, once its row says so.</summary>
        public bool IsForUs => Route.Way == RouteWay.Internal;
    }

    /// <summary>Writes its packet, where that was not done before; null where there is nothing left to do.</summary>
    internal async Task<Written?> Write(DeliveryRow delivery, LetterAtHand letter, CancellationToken stop)
    {
        if (delivery.Sends > MostTries)
        {
            await Fail(delivery, new TransportFault(DeliveryTrouble.TooOften, $"{MostTries}"), stop);
            return null;
        }

        await letter.Look(stop);
        var route = letter.RouteOf(delivery);
        if (delivery.PacketSha256 is { } before)
            return new Written(delivery, new StoredFile(before, delivery.PacketLength ?? 0), null, route);
        var (packet, root, why) = await writer.Handle(delivery, letter, route.Layout, stop);
        if (packet is not null)
            return new Written(delivery, packet, root, route);
        await Fail(delivery, new TransportFault(DeliveryTrouble.NotWritten, why!), stop);
        return null;
    }

    /// <summary>Lets the written copies of a letter go, in one commit.</summary>
    internal async Task SendOff(IReadOnlyList<Written> written, CancellationToken stop)
    {
        if (written.Count == 0)
            return;
        await database.Write(async session =>
        {
            foreach (var copy in written)
                await session.Keep(KeepPacket, Row(session, copy));
        }, stop);
        if (written.Any(copy => copy.Route.Way == RouteWay.Peer))
            peers.Ring();
    }

    private object Row(Session session, Written copy) => new
    {
        copy.Delivery.Id,
        State = copy.Route.Way switch
        {
            RouteWay.Mailbox => DeliveryRow.Mailbox,
            RouteWay.Peer => DeliveryRow.Sending,
            _ => DeliveryRow.Preparing,
        },
        copy.Packet.Sha256,
        copy.Packet.Length,
        copy.Root,
        copy.Route.PeerCode,
        // what is taken in here is taken again after the claim, should this process end before
        Due = copy.Route.Way switch
        {
            RouteWay.Mailbox => session.Now + options.CollectWithin,
            RouteWay.Peer => session.Now,
            _ => session.Now + DeliverToAgency.ClaimedFor,
        },
        GiveUp = session.Now + (copy.Route.Way == RouteWay.Mailbox ? options.CollectWithin : options.TimeToLive),
        Sends = copy.Route.Way == RouteWay.Peer ? 0 : copy.Delivery.Sends,
        session.Now,
    };

    /// <summary>Takes in a copy for ourselves.</summary>
    internal async Task TakeIn(Written copy, LetterAtHand letter, CancellationToken stop)
    {
        var (delivery, us) = (copy.Delivery, (await letter.Look(stop)).Agency.Answer);
        var from = new PacketSource(us.Code, us.Name, PacketWay.Internal) { To = [delivery.RecipientCode] };
        var accepted = await accept.Handle(copy.Packet, from, stop);
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
