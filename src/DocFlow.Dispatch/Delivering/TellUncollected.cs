using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// One process at a time looks for packets that lie in a mailbox for longer than their time (setting Delivery:CollectWithin) and makes each
/// a clerk's task. The packet stays where it is; collected late, it is sent like any other.
/// </summary>
public sealed class TellUncollected(Database database, Leases leases, ILogger<TellUncollected> log) : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweeping.RunAlone(leases.Named("tell-uncollected"), Round, Interval, log, stoppingToken);

    /// <summary>Tells of them; whether there may be more.</summary>
    public Task<bool> Round(CancellationToken stop) => database.Write(async session =>
    {
        var late = await session.List<DeliveryRow>(Late, new { session.Now, Offset = 0, Limit = Batch });
        foreach (var copy in late)
            await MoveDelivery.ToFailed(session, copy, new TransportFault(DeliveryTrouble.NotCollected, copy.RecipientName));
        return late.Count == Batch;
    }, stop);

    // what an earlier version put there says only when it is given up
    private const string Late = $$"""
        select {{DeliveryRow.Columns}}
        from dispatch_delivery
        where state = 'mailbox' and due_at <= @Now and give_up_at <= @Now
        order by due_at, id
        {page}
        """;
}
