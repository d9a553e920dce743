using DocFlow.Dispatch.Proof;
using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Delivering;

/// <summary>What becomes of a packet's row once the peer has it, or once it is given up.</summary>
internal static class MarkSent
{
    /// <summary>The peer has it; its receipt, where it gave one, is kept.</summary>
    public static async Task Done(Session session, Peer peer, (PeerQueue Queue, DuePacket Packet) due, Handed handed)
    {
        var (queue, packet) = due;
        var docId = Shortened.Of(handed.DocId, 100);
        if (queue.Kind == PacketKind.Document)
        {
            await session.Keep(DeliveryDocId, new { packet.Id, DocId = docId });
            await MoveDelivery.ToSent(session, await session.One<DeliveryRow>(Delivery, new { packet.Id }));
        }
        else
        {
            await session.Keep(AnswerSent, new { packet.Id, DocId = docId, session.Now });
        }

        if (handed.Receipt is { } receipt)
        {
            var told = new ReceiptedPacket(packet.ExchangeId, packet.PacketSha256, packet.PacketLength);
            var fault = await KeepReceipt.Handle(session, new KeepReceipt.Sent(packet.Id, peer.Code, told), receipt);
            if (fault is null && peer.GivesReceipts is not true)
                await session.Keep(GivesReceipts, new { peer.Code, Yes = true });
        }
    }

    /// <summary>No further try is made by itself.</summary>
    public static async Task Failed(Session session, (PeerQueue Queue, DuePacket Packet) due, TransportFault fault)
    {
        if (due.Queue.Kind == PacketKind.Document)
            await MoveDelivery.ToFailed(session, await session.One<DeliveryRow>(Delivery, new { due.Packet.Id }), fault);
        else
            await session.Keep(AnswerFailed, new { due.Packet.Id, fault.Code, Why = MoveDelivery.Short(fault.Said), session.Now });
    }

    private const string Delivery = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where id = @Id
        """;

    private const string DeliveryDocId = """
        update dispatch_delivery
        set peer_doc_id = @DocId
        where id = @Id
        """;

    private const string GivesReceipts = """
        update dispatch_peer
        set gives_receipts = @Yes
        where code = @Code
        """;

    private const string AnswerSent = """
        update dispatch_answer
        set state = 'sent', peer_doc_id = @DocId, sent_at = @Now, changed_at = @Now, error_code = null, last_error = null
        where id = @Id
        """;

    private const string AnswerFailed = """
        update dispatch_answer
        set state = 'failed', error_code = @Code, last_error = @Why, changed_at = @Now
        where id = @Id and state in ('preparing', 'sending')
        """;
}
