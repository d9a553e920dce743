using DocFlow.Dispatch.Delivering;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// POST /exchange/packets/{id}/acknowledgement[?status=fail]: the agency's system says `done` (stored; it leaves the mailbox) or `fail`
/// (it stays there). No body:
/// the signed
/// query says which, so the same call again does the same.
/// </summary>
public sealed class AcknowledgePacket(ExchangeGate gate, Database database)
{
    public sealed record Answer(Guid PacketId, string State);

    internal static void Map(IEndpointRouteBuilder exchange) => exchange.MapPost("/packets/{id:guid}/acknowledgement", async (
        Guid id, string? status, HttpRequest request, AcknowledgePacket acknowledge, Language language) =>
        (await acknowledge.Handle(id, status ?? "done", request)).ToResult(language));

    public async Task<Outcome<Answer>> Handle(Guid id, string status, HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        var caller = await gate.Check(request, stop);
        if (caller.Refusal is { } refusal)
            return refusal;
        if (status is not ("done" or "fail"))
            return Refusal.Invalid("exchange.ack-unknown",
                "Trạng thái xác nhận phải là done hoặc fail.", "An acknowledgement says done or fail.");
        return await database.Write(session => Acknowledge(session, id, status, caller.Answer), stop);
    }

    private static async Task<Outcome<Answer>> Acknowledge(Session session, Guid id, string status, Caller caller)
    {
        if (await ExchangeGate.TakeNonce(session, caller) is { } replayed)
            return replayed;
        if (await FetchPacket.Find(session, id, caller) is not { PacketSha256: not null } delivery)
            return FetchPacket.Unknown;

        if (status == "done")
        {
            await MoveDelivery.ToSent(session, delivery);
            return new Answer(id, DeliveryRow.Sent);
        }

        await session.Keep(NoteFailure, new { delivery.Id, NotStored, session.Now });
        await session.Record(delivery.DocumentId, "packet-not-stored", caller.By, new { delivery.Id });
        return new Answer(id, delivery.State);
    }

    private const string NotStored = "Cơ quan nhận báo chưa lưu được gói tin; gói tin vẫn chờ nhận về.";

    private const string NoteFailure = """
        update dispatch_delivery
        set last_error = @NotStored, changed_at = case when changed_at > @Now then changed_at else @Now end
        where id = @Id and state <> 'sent'
        """;
}
