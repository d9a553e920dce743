using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Delivering;

/// <summary>A copy changes its state, and whoever follows the document hears of it.</summary>
internal static class MoveDelivery
{
    /// <summary>The recipient's system has the packet (taken by push, or acknowledged); false when that was known already.</summary>
    public static async Task<bool> ToSent(Session session, DeliveryRow delivery)
    {
        if (await session.Execute(MarkSent, new { delivery.Id, session.Now }) == 0)
            return false;
        session.AfterCommit(() => Instruments.DeliveryAge.Record((session.Now - delivery.CreatedAt).TotalSeconds));
        await session.Record(delivery.DocumentId, "packet-sent", By(delivery), new { delivery.Id, delivery.PacketSha256 });
        await Tell(session, delivery, DeliveryRow.Sent, null);
        return true;
    }

    /// <summary>No further try is made by itself.</summary>
    public static async Task ToFailed(Session session, DeliveryRow delivery, string why)
    {
        if (await session.Execute(MarkFailed, new { delivery.Id, Why = Short(why), session.Now }) == 0)
            return;
        await session.Record(delivery.DocumentId, "packet-failed", By(delivery), new { delivery.Id, Why = Short(why) });
        await Tell(session, delivery, DeliveryRow.Failed, Short(why));
    }

    /// <summary>Tells the other rooms.</summary>
    public static Task Tell(Session session, DeliveryRow delivery, string state, string? why)
    {
        RoomAct.On(delivery.DocumentId, delivery.CaseId);
        return session.Publish(new DeliveryAdvanced
        {
            DeliveryId = delivery.Id,
            CaseId = delivery.CaseId,
            DocumentId = delivery.DocumentId,
            RecipientCode = delivery.RecipientCode,
            RecipientName = delivery.RecipientName,
            State = state,
            Description = why,
            At = session.Now,
        });
    }

    public static string Short(string why) => why[..Math.Min(why.Length, 1000)];

    private static (string Id, string Name) By(DeliveryRow delivery) => (delivery.RecipientCode, delivery.RecipientName);

    private const string MarkSent = """
        update dispatch_delivery
        set state = 'sent', sent_at = @Now, changed_at = @Now, last_error = null
        where id = @Id and state in ('mailbox', 'sending', 'failed')
        """;

    private const string MarkFailed = """
        update dispatch_delivery
        set state = 'failed', last_error = @Why, changed_at = @Now
        where id = @Id and state in ('preparing', 'sending')
        """;
}
