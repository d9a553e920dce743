using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Delivering;

/// <summary>A copy changes its state.</summary>
internal static class MoveDelivery
{
    /// <summary>
    /// The recipient's system has the packet (taken by push, or acknowledged), unless that was known already; the copy as it is now.
    /// </summary>
    public static async Task<DeliveryRow> ToSent(Session session, DeliveryRow delivery)
    {
        RoomAct.On(delivery.DocumentId, delivery.CaseId);
        var at = After(session, delivery);
        if (delivery.State == DeliveryRow.Sent)
            return delivery;
        var trail = await session.TrailOf(delivery.DocumentId);
        if (await session.Execute(MarkSent, new { delivery.Id, At = at }) == 0)
            return delivery;
        var timeliness = await SameDayRule.When(session, delivery.SignedAt ?? delivery.CreatedAt);
        session.AfterCommit(() =>
        {
            Instruments.DeliveryAge.Record((session.Now - delivery.CreatedAt).TotalSeconds);
            Instruments.DeliveriesSent.Add(1, new KeyValuePair<string, object?>("timeliness", timeliness.ToString()));
        });
        await session.Record(trail, "packet-sent", By(delivery), new { delivery.Id, delivery.PacketSha256 });
        return delivery with { State = DeliveryRow.Sent, ChangedAt = at };
    }

    /// <summary>
    /// Now, but after the copy's last change: whoever follows it goes by these times, and the clocks of two processes may differ.
    /// </summary>
    public static DateTimeOffset After(Session session, DeliveryRow delivery) =>
        session.Now > delivery.ChangedAt ? session.Now : delivery.ChangedAt.AddMilliseconds(1);

    /// <summary>No further try is made by itself.</summary>
    public static async Task ToFailed(Session session, DeliveryRow delivery, TransportFault fault)
    {
        RoomAct.On(delivery.DocumentId, delivery.CaseId);
        var (at, why) = (After(session, delivery), Short(fault.Said));
        if (await session.Execute(MarkFailed, new { delivery.Id, fault.Code, Why = why, At = at }) == 0)
            return;
        await session.Record(delivery.DocumentId, "packet-failed", By(delivery), new { delivery.Id, fault.Code, Why = why });
    }

    public static string Short(string why) => Shortened.Of(why, 1000);

    private static (string Id, string Name) By(DeliveryRow delivery) => (delivery.RecipientCode, delivery.RecipientName);

    private const string MarkSent = """
        update dispatch_delivery
        set state = 'sent', sent_at = @At, changed_at = @At, last_error = null, error_code = null
        where id = @Id and state in ('preparing', 'mailbox', 'sending', 'failed')
        """;

    private const string MarkFailed = """
        update dispatch_delivery
        set state = 'failed', error_code = @Code, last_error = @Why, changed_at = @At
        where id = @Id and state in ('preparing', 'mailbox', 'sending')
        """;
}
