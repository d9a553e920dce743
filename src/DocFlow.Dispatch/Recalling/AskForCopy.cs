using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Recalling;

/// <summary>Takes one recipient's copy back: here, where it has not left us, else by asking whoever may have it (status 13).</summary>
public sealed class AskForCopy(QueueStatus statuses)
{
    /// <summary>What is taken back, under which code of ours, why and by whom.</summary>
    public sealed record Wish(IssueRow Issue, string From, string Reason, string By);

    /// <summary>What was done; null where nothing may be asked of this copy now.</summary>
    public async Task<CopyRequestState?> Handle(Session session, DeliveryRow delivery, Wish wish)
    {
        var at = MoveDelivery.After(session, delivery);
        if (await session.Execute(TakeBack, new { delivery.Id, At = at }) > 0)
        {
            await RequestFor(session, delivery, wish, CopyRequestState.TakenBack).Keep(session);
            await MoveDelivery.Tell(session, delivery, (DeliveryRow.Recalled, wish.Reason), at);
            return CopyRequestState.TakenBack;
        }

        if (!DeliveryLaw.MayAsk(CopyRequest.Standing(delivery, await CopyRequest.Open(session, delivery.Id))))
            return null;
        await CopyRequest.Overtake(session, delivery.Id);
        var request = RequestFor(session, delivery, wish, CopyRequestState.Asked);
        await request.Keep(session);
        await statuses.Add(session, StatusOf(request, delivery, wish, await session.One<string>(ExchangeIdOf, new { delivery.Id })));
        await MoveDelivery.Tell(session, delivery, (StatusCode.RecallAsked.Raw, wish.Reason), at);
        return CopyRequestState.Asked;
    }

    private static CopyRequest RequestFor(Session session, DeliveryRow delivery, Wish wish, CopyRequestState state) => new()
    {
        Id = Guid.CreateVersion7(session.Now),
        IssueId = delivery.IssueId,
        DeliveryId = delivery.Id,
        Kind = PacketBusiness.Recall,
        Reason = wish.Reason,
        AskedAt = session.Now,
        AskedByName = wish.By,
        State = state,
    };

    private static StatusToSend StatusOf(CopyRequest request, DeliveryRow delivery, Wish wish, string exchangeId) => new()
    {
        Id = request.Id,
        FromCode = wish.From,
        ToCode = delivery.RecipientCode,
        ToName = delivery.RecipientName,
        ExchangeId = exchangeId,
        Code = wish.Issue.Code,
        IssuedOn = wish.Issue.DatedOn,
        Status = StatusCode.RecallAsked,
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
