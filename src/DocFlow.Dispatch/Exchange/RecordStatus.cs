using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// A recipient answers with a status packet: each is recorded once, whenever and however often it comes; the copy moves forwards only.
/// </summary>
internal static class RecordStatus
{
    /// <summary>Records a status that a recipient gave: <paramref name="from"/> is proved, the packet's bytes are stored.</summary>
    public static async Task<Refusal?> Take(Session session, StatusPacket status, string sha256, (string Code, string? Name) from)
    {
        var about = await About(session, status.ResponseFor.DocumentId ?? "", from.Code);
        await session.Keep(Lock, about);
        if (await session.List<DeliveryRow>(OfDocument, about) is not [var delivery, ..])
            return Unknown;
        if (await session.One<long>(Before, Key(delivery, status, sha256)) > 0)
            return null;

        // an answer to a document shows that it arrived, also where the acknowledgement was lost
        var at = MoveDelivery.After(session, await MoveDelivery.ToSent(session, delivery));
        var asked = await Recalling.CopyRequest.Open(session, delivery.Id);
        var standing = Recalling.CopyRequest.Standing(delivery, asked);
        var moves = DeliveryLaw.After(standing, status.StatusCode) != standing;
        await Keep(session, delivery, (status, sha256, at), moves);
        var details = new { delivery.Id, sha256, status.Description };
        await session.Record(delivery.DocumentId, "status-" + status.StatusCode.Raw, (from.Code, from.Name ?? from.Code), details);
        if (!moves)
            return null;

        var answers = await Recalling.TakeAnswer.Handle(session, delivery, asked, status);
        if (!answers)
            await session.Keep(Move, new { delivery.Id, Status = status.StatusCode.Raw, At = at });
        await Recalling.TakeAnswer.IfNeverKept(session, delivery, asked, status);
        return null;
    }

    private static Task Keep(
        Session session, DeliveryRow delivery, (StatusPacket Packet, string Sha256, DateTimeOffset At) status, bool moved) =>
        session.Keep(Add, new
        {
            Id = Guid.CreateVersion7(session.Now),
            DeliveryId = delivery.Id,
            Code = status.Packet.StatusCode.Raw,
            Description = status.Packet.Description is { } text ? MoveDelivery.Short(text) : null,
            Staff = Shortened.Of(status.Packet.StaffInfo?.Staff, 200),
            StatedAt = status.Packet.Timestamp?.Value,
            status.At,
            status.Sha256,
            Moved = moved,
        });

    // the document's id with or without blanks, the agency under its code in force or the one before
    private static async Task<object> About(ReadSession session, string raw, string code)
    {
        var codes = await DirectoryEntry.Codes(session, code);
        return new { Raw = raw, DocumentId = DocumentId.Parse(raw)?.ToString() ?? raw, codes.Said, codes.InForce, codes.Old };
    }

    private static object Key(DeliveryRow delivery, StatusPacket status, string sha256) => new
    {
        delivery.Id,
        Sha256 = sha256,
        // progress may be reported, and what is asked answered, many times; every other state is entered once, however it is worded
        OnceOnly = DeliveryLaw.MayComeAgain(status.StatusCode) ? "" : status.StatusCode.Raw,
    };

    private static Refusal Unknown { get; } = Refusal.NotFound("status.document-unknown",
        "Không có văn bản nào đã gửi cho cơ quan này với mã DocumentId trong gói tin.",
        "No document with the packet's DocumentId was sent to this agency.");

    private const string OfDocument = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where exchange_id in (@DocumentId, @Raw) and recipient_code in (@Said, @InForce, @Old)
        order by case when recipient_code = @Said then 0 else 1 end
        """;

    // two answers at once about one copy are taken one after the other
    private const string Lock = """
        update dispatch_delivery
        set changed_at = changed_at
        where exchange_id in (@DocumentId, @Raw) and recipient_code in (@Said, @InForce, @Old)
        """;

    private const string Before = """
        select count(*)
        from dispatch_status
        where delivery_id = @Id and (packet_sha256 = @Sha256 or code = @OnceOnly)
        """;

    private const string Add = """
        insert into dispatch_status (id, delivery_id, code, description, staff, stated_at, recorded_at, packet_sha256, moved)
        values (@Id, @DeliveryId, @Code, @Description, @Staff, @StatedAt, @At, @Sha256, @Moved)
        """;

    private const string Move = """
        update dispatch_delivery
        set status = @Status, changed_at = @At
        where id = @Id
        """;
}
