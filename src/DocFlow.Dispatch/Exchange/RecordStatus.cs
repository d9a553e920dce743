using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// POST /exchange/statuses: a recipient answers with an edXML status packet. Each is recorded once, whenever and however often it comes;
/// the copy moves
/// forwards only.
/// </summary>
public sealed class RecordStatus(ExchangeGate gate, Database database, ContentStore content)
{
    /// <summary>What is known now. <c>Recorded</c> is false when the same status was here before.</summary>
    public sealed record Answer(Guid DeliveryId, string Code, bool Recorded, string? Status)
    {
        /// <summary>The receipt gives away the latest root of our trail.</summary>
        public string? TrailRoot { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder exchange) => exchange.MapPost("/statuses", async (
        HttpRequest request, RecordStatus record, Language language) => (await record.Handle(request)).ToResult(language));

    public async Task<Outcome<Answer>> Handle(HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        var caller = await gate.Check(request, stop);
        if (caller.Refusal is { } stranger)
            return stranger;
        var received = await ReceivedStatus.Read(request, caller.Answer, stop);
        if (received.Refusal is { } unreadable)
            return unreadable;
        if (await database.Glance(session => Find(session, received.Answer, caller.Answer), stop) is null)
            return Unknown;

        await content.Put(file => file.WriteAsync(received.Answer.Bytes, stop).AsTask(), stop);
        return await database.Write(session => Take(session, received.Answer, caller.Answer), stop);
    }

    private static async Task<Outcome<Answer>> Take(Session session, ReceivedStatus received, Caller caller)
    {
        if (await ExchangeGate.TakeNonce(session, caller) is { } replayed)
            return replayed;
        var recorded = await Take(session, received.Packet, received.Sha256, (caller.Agency.Code, caller.Agency.Name));
        var root = await TrailRoot.Latest(session);
        return recorded.Then(answer => answer with { TrailRoot = root?.Hash });
    }

    /// <summary>Records a status that a recipient gave: <paramref name="from"/> is proved, the packet's bytes are stored.</summary>
    internal static async Task<Outcome<Answer>> Take(Session session, StatusPacket status, string sha256, (string Code, string? Name) from)
    {
        var about = new { DocumentId = status.ResponseFor.DocumentId ?? "", from.Code };
        await session.Keep(Lock, about);
        if (await session.Find<DeliveryRow>(OfDocument, about) is not { } delivery)
            return Unknown;
        if (await session.One<long>(Before, Key(delivery, status, sha256)) > 0)
            return new Answer(delivery.Id, status.StatusCode.Raw, Recorded: false, delivery.Status);

        // an answer to a document shows that it arrived, also where the acknowledgement was lost
        var at = MoveDelivery.After(session, await MoveDelivery.ToSent(session, delivery));
        var asked = await Recalling.CopyRequest.Open(session, delivery.Id);
        var standing = Recalling.CopyRequest.Standing(delivery, asked);
        var moves = DeliveryLaw.After(standing, status.StatusCode) != standing;
        await Keep(session, delivery, (status, sha256), moves);
        var details = new { delivery.Id, sha256, status.Description };
        await session.Record(delivery.DocumentId, "status-" + status.StatusCode.Raw, (from.Code, from.Name ?? from.Code), details);
        if (!moves)
            return new Answer(delivery.Id, status.StatusCode.Raw, Recorded: true, delivery.Status);

        var answers = await Recalling.TakeAnswer.Handle(session, delivery, asked, status);
        if (!answers)
            await session.Keep(Move, new { delivery.Id, Status = status.StatusCode.Raw, At = at });
        await MoveDelivery.Tell(session, delivery, (status.StatusCode.Raw, status.Description), at);
        return new Answer(delivery.Id, status.StatusCode.Raw, Recorded: true, answers ? delivery.Status : status.StatusCode.Raw);
    }

    private static Task Keep(Session session, DeliveryRow delivery, (StatusPacket Packet, string Sha256) status, bool moved) =>
        session.Keep(Add, new
        {
            Id = Guid.CreateVersion7(session.Now),
            DeliveryId = delivery.Id,
            Code = status.Packet.StatusCode.Raw,
            Description = status.Packet.Description is { } text ? MoveDelivery.Short(text) : null,
            Staff = status.Packet.StaffInfo?.Staff is { } staff ? staff[..Math.Min(staff.Length, 200)] : null,
            StatedAt = status.Packet.Timestamp?.Value,
            session.Now,
            status.Sha256,
            Moved = moved,
        });

    private static Task<DeliveryRow?> Find(ReadSession session, ReceivedStatus received, Caller caller) =>
        session.Find<DeliveryRow>(OfDocument, new { DocumentId = received.Packet.ResponseFor.DocumentId ?? "", caller.Agency.Code });

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
        where exchange_id = @DocumentId and recipient_code = @Code
        """;

    // two answers at once about one copy are taken one after the other
    private const string Lock = """
        update dispatch_delivery
        set changed_at = changed_at
        where exchange_id = @DocumentId and recipient_code = @Code
        """;

    private const string Before = """
        select count(*)
        from dispatch_status
        where delivery_id = @Id and (packet_sha256 = @Sha256 or code = @OnceOnly)
        """;

    private const string Add = """
        insert into dispatch_status (id, delivery_id, code, description, staff, stated_at, recorded_at, packet_sha256, moved)
        values (@Id, @DeliveryId, @Code, @Description, @Staff, @StatedAt, @Now, @Sha256, @Moved)
        """;

    private const string Move = """
        update dispatch_delivery
        set status = @Status, changed_at = @At
        where id = @Id
        """;
}
