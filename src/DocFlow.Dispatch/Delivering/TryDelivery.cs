using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// One try of a claimed delivery: its packet is written once; a recipient with an address gets it posted, any other finds it in the
/// mailbox. A post that
/// failed comes again later and later; after the last one a clerk sees why.
/// </summary>
public sealed class TryDelivery(Database database, WritePacket writer, PushPacket push, TimeProvider clock)
{
    private const int MostTries = 8;
    private const string TooOften = "Đã thử quá số lần cho phép; xem nhật ký máy chủ.";
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    public async Task Handle(DeliveryRow delivery, LetterAtHand letter, CancellationToken stop)
    {
        var address = (await letter.Look(stop)).Addresses.GetValueOrDefault(delivery.RecipientCode);
        if (delivery.Sends > MostTries)
            await database.Write(session => MoveDelivery.ToFailed(session, delivery, TooOften), stop);
        else if (await Written(delivery, letter, address, stop) is { } ready && address is not null)
            await Push(ready, address, stop);
    }

    private async Task<DeliveryRow?> Written(DeliveryRow delivery, LetterAtHand letter, Uri? address, CancellationToken stop)
    {
        var sha256 = delivery.PacketSha256;
        long? length = null;
        string? root = null;
        if (sha256 is null)
        {
            var (packet, trailRoot, why) = await writer.Handle(delivery, letter, stop);
            if (packet is null)
            {
                await database.Write(session => MoveDelivery.ToFailed(session, delivery, why!), stop);
                return null;
            }

            (sha256, length, root) = (packet.Sha256, packet.Length, trailRoot);
        }

        var state = address is null ? DeliveryRow.Mailbox : DeliveryRow.Sending;
        var packetRow = new { delivery.Id, State = state, Sha256 = sha256, Length = length, Root = root, Now = clock.GetUtcNow() };
        await database.Write(session => session.Keep(KeepPacket, packetRow), stop);
        return delivery with { PacketSha256 = sha256, State = state };
    }

    private async Task Push(DeliveryRow delivery, Uri address, CancellationToken stop)
    {
        var answer = await push.Handle(delivery, address, stop);
        if (answer.Done)
            Seam.Reached("after-send-before-mark");
        await database.Write(session => Mark(session, delivery, answer), stop);
    }

    private static Task Mark(Session session, DeliveryRow delivery, OutboundAnswer answer)
    {
        if (answer.Done)
            return MoveDelivery.ToSent(session, delivery);
        var why = $"{(answer.Status is { } status ? $"HTTP {status}: " : "")}{answer.Said}";
        var next = session.Now + FirstWait * Math.Pow(2, delivery.Sends - 1);
        return answer.WorthAnotherTry && delivery.Sends < MostTries
            ? session.Execute(Postpone, new { delivery.Id, Due = next, Why = MoveDelivery.Short(why) })
            : MoveDelivery.ToFailed(session, delivery, why);
    }

    private const string KeepPacket = """
        update dispatch_delivery
        set packet_sha256 = coalesce(packet_sha256, @Sha256),
            packet_length = coalesce(packet_length, @Length),
            trail_root = coalesce(trail_root, @Root),
            state = @State,
            changed_at = case when changed_at > @Now then changed_at else @Now end
        where id = @Id and state in ('preparing', 'sending')
        """;

    private const string Postpone = """
        update dispatch_delivery
        set due_at = @Due, last_error = @Why
        where id = @Id and state = 'sending'
        """;
}
