using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// The sweep of due deliveries: claims a batch for a while, so that two processes never have the same one, and tries each.
/// </summary>
public sealed class DeliverToAgency(
    Database database,
    TryDelivery attempt,
    ContentStore content,
    TimeProvider clock,
    [FromKeyedServices(DeliverToAgency.Due)] Bell bell,
    ILogger<DeliverToAgency> log)
    : BackgroundService
{
    /// <summary>The key of the bell that an issue rings.</summary>
    public const string Due = "dispatch-due";

    private const int Batch = 16;
    internal static readonly TimeSpan ClaimedFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private sealed record DueRow
    {
        public required long Most { get; init; }

        public required long Least { get; init; }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweeping.Run(Round, bell, Interval, log, stoppingToken);

    /// <summary>Takes what is due; whether there may be more.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        if (!content.HasRoom) // a try that cannot write its packet must not count as one
            return false;
        var due = await database.Glance(session => session.One<DueRow>(WhatIsDue, new { Now = clock.GetUtcNow() }), stop);
        if (due.Most < 0)
            return false;

        var claimed = await database.Write(session => Claim(session, due.Most), stop);
        await Task.WhenAll(claimed.GroupBy(delivery => delivery.IssueId).Select(copies => TryAll(copies, stop)));
        return claimed.Count == Batch || due.Least < due.Most;
    }

    private async Task TryAll(IGrouping<Guid, DeliveryRow> copies, CancellationToken stop)
    {
        using var letter = new LetterAtHand(copies.Key, database, content) { Copies = [.. copies] };
        var writing = copies.Select(delivery => Write(delivery, letter, stop)).ToList();
        try
        {
            await Task.WhenAll(writing);
        }
        finally
        {
            // one that could not be written keeps no other back
            var done = writing.Where(one => one.IsCompletedSuccessfully);
            var written = done.Select(one => one.Result).OfType<TryDelivery.Written>().ToList();
            await attempt.SendOff(written, stop);
            foreach (var ours in written.Where(copy => copy.IsForUs))
                await Within(ours.Delivery, () => attempt.TakeIn(ours, letter, stop));
        }
    }

    private async Task<TryDelivery.Written?> Write(DeliveryRow delivery, LetterAtHand letter, CancellationToken stop)
    {
        TryDelivery.Written? written = null;
        await Within(delivery, async () => written = await attempt.Write(delivery, letter, stop));
        return written;
    }

    private async Task Within(DeliveryRow delivery, Func<Task> work)
    {
        using var trace = Tracing.Linked(nameof(TryDelivery), delivery.TraceParent);
        var door = new RoomAct.Door(typeof(TryDelivery).Assembly.GetName().Name!, nameof(TryDelivery)) { Log = log, Activity = trace };
        await RoomAct.Run(door, () =>
        {
            RoomAct.On(delivery.DocumentId, delivery.CaseId);
            return work();
        });
    }

    // urgent first: a batch is of one urgency, the highest that is due
    private static Task<IReadOnlyList<DeliveryRow>> Claim(Session session, long urgency) => session.List<DeliveryRow>(
        session.Dialect.Claim("dispatch_delivery", $"{Unrouted} and urgency = @Urgency", DeliveryRow.Columns),
        new { session.Now, Urgency = urgency, Until = session.Now + ClaimedFor, Limit = Batch });

    // what an earlier version was sending has no peer yet
    private const string Unrouted = "state in ('preparing', 'sending') and (state = 'preparing' or peer_code is null)";

    private const string WhatIsDue = $"""
        select coalesce(max(urgency), -1) as most, coalesce(min(urgency), -1) as least
        from dispatch_delivery
        where {Unrouted} and due_at <= @Now
        """;
}
