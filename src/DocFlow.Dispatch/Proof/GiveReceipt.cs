using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Proof;

/// <summary>
/// Keeps the receipt for a packet in the transaction that accepts it. It is signed before (<see cref="Receipt.Sign"/>): no key is used
/// while a transaction is open.
/// </summary>
public static class GiveReceipt
{
    /// <summary>Keeps it; a time-stamp follows by the sweep, where an authority is configured.</summary>
    public static Task Keep(Session session, Acceptance said, Receipt receipt) => session.Keep(Add, new
    {
        Id = Guid.CreateVersion7(session.Now),
        said.PacketId,
        Given = true,
        AgencyCode = said.From.Code,
        said.ExchangeId,
        said.Sha256,
        receipt.Statement,
        receipt.Signature,
        receipt.Key,
        Fault = (string?)null,
        session.Now,
    });

    /// <summary>The receipt that was given for a packet: the same packet again gets the same one.</summary>
    public static async Task<Receipt?> Again(ReadSession session, Guid packetId) =>
        (await session.Find<ReceiptRow>(OfPacket, new { PacketId = packetId, Given = true }))?.Receipt;

    internal const string OfPacket = $"""
        select {ReceiptRow.Columns}
        from dispatch_receipt
        where packet_id = @PacketId and given = @Given
        """;

    internal const string Add = """
        insert into dispatch_receipt (
            id, packet_id, given, agency_code, exchange_id, packet_sha256, statement, signature, node_key, fault,
            recorded_at, due_at, sends)
        values (@Id, @PacketId, @Given, @AgencyCode, @ExchangeId, @Sha256, @Statement, @Signature, @Key, @Fault, @Now, @Now, 0)
        """;
}
