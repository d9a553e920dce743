using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Telemetry;

namespace DocFlow.Dispatch.Recalling;

/// <summary>Takes one recipient's copy back: here, where it has not left us, else by asking whoever may have it (status 13, or
/// a document message of type 1 where a peer wants that).</summary>
public sealed class AskForCopy(QueueStatus statuses)
{
    /// <summary>What is taken back, under which code of ours, why and by whom.</summary>
    public sealed record Wish(IssueRow Issue, string From, string Reason, string By);

    /// <summary>What was done; null where nothing may be asked of this copy now.</summary>
    public async Task<CopyRequestState?> Handle(Session session, DeliveryRow delivery, Wish wish)
    {
        RoomAct.On(delivery.DocumentId, delivery.CaseId);
        if (await session.Execute(TakeBack, new { delivery.Id, At = MoveDelivery.After(session, delivery) }) > 0)
        {
            await CopyRequest.Overtake(session, delivery.Id);
            await RequestFor(session, delivery, wish, (PacketBusiness.Recall, CopyRequestState.TakenBack)).Keep(session);
            return CopyRequestState.TakenBack;
        }

        if (!DeliveryLaw.MayAsk(CopyRequest.Standing(delivery, await CopyRequest.Open(session, delivery.Id))))
            return null;
        await CopyRequest.Overtake(session, delivery.Id);
        var request = RequestFor(session, delivery, wish, (PacketBusiness.Recall, CopyRequestState.Asked));
        await request.Keep(session);
        await statuses.Add(session, await PacketOf(session, request, delivery, wish));
        return CopyRequestState.Asked;
    }

    internal static CopyRequest RequestFor(
        Session session, DeliveryRow delivery, Wish wish, (PacketBusiness Kind, CopyRequestState State) asked) => new()
    {
        Id = Guid.CreateVersion7(session.Now),
        IssueId = delivery.IssueId,
        DeliveryId = delivery.Id,
        Kind = asked.Kind,
        Reason = wish.Reason,
        AskedAt = session.Now,
        AskedByName = wish.By,
        State = asked.State,
    };

    /// <summary>The packet that asks, as it is queued; how it is written follows from the way that it goes.</summary>
    internal static async Task<StatusToSend> PacketOf(ReadSession session, CopyRequest request, DeliveryRow delivery, Wish wish) => new()
    {
        Id = request.Id,
        FromCode = wish.From,
        ToCode = delivery.RecipientCode,
        ToName = delivery.RecipientName,
        ExchangeId = await session.One<string>(ExchangeIdOf, new { delivery.Id }),
        Code = wish.Issue.Code,
        IssuedOn = wish.Issue.DatedOn,
        Status = request.Kind == PacketBusiness.Recall ? StatusCode.RecallAsked : new StatusCode(""),
        Description = request.Reason,
        Staff = request.AskedByName,
        GivenAt = request.AskedAt,
    };

    private const string ExchangeIdOf = """
        select exchange_id
        from dispatch_delivery
        where id = @Id
        """;

    // never tried, never fetched, or refused for certain: whoever claims, fetches or sends it at this moment is before us, or finds it
    // gone; after a try whose end nobody knows it may be there, also where it was given up
    private const string TakeBack = """
        update dispatch_delivery
        set state = 'recalled', changed_at = @At
        where id = @Id and status is null and fetched_at is null and left_at is null
            and ((state in ('preparing', 'sending') and sends = 0) or state in ('mailbox', 'failed'))
        """;
}
