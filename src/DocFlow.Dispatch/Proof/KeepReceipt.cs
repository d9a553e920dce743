using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Proof;

/// <summary>
/// Keeps what a peer answered for a packet of ours, good or bad: a bad one is shown and never trusted. A later good one takes its place.
/// </summary>
public static class KeepReceipt
{
    /// <summary>A packet that we sent: the id of our delivery or status packet, and the peer it was handed to.</summary>
    public sealed record Sent(Guid PacketId, string PeerCode, ReceiptedPacket Packet);

    /// <summary>Checks and keeps it; the code of what speaks against it, or null.</summary>
    public static async Task<string?> Handle(Session session, Sent sent, Receipt receipt)
    {
        var fault = CheckReceipt.Fault(receipt, sent.Packet)?.Code;
        var before = await session.Find<ReceiptRow>(GiveReceipt.OfPacket, new { sent.PacketId, Given = false });
        var row = new
        {
            Id = before?.Id ?? Guid.CreateVersion7(session.Now),
            sent.PacketId,
            Given = false,
            AgencyCode = sent.PeerCode,
            sent.Packet.ExchangeId,
            sent.Packet.Sha256,
            receipt.Statement,
            receipt.Signature,
            receipt.Key,
            Fault = fault,
            session.Now,
        };
        if (before is null)
            await session.Keep(GiveReceipt.Add, row);
        else if (before.Fault is not null && fault is null)
            await session.Keep(Replace, row);
        return fault;
    }

    private const string Replace = """
        update dispatch_receipt
        set packet_sha256 = @Sha256, statement = @Statement, signature = @Signature, node_key = @Key, fault = null, recorded_at = @Now
        where id = @Id and fault is not null
        """;
}
