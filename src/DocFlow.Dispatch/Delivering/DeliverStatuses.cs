using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Delivering;

/// <summary>The sweep of status packets that are to go out.</summary>
public sealed class DeliverStatuses(
    Database database,
    TryStatus attempt,
    ContentStore content,
    TimeProvider clock,
    [FromKeyedServices(DeliverStatuses.Due)] Bell bell,
    ILogger<DeliverStatuses> log)
    : BackgroundService
{
    /// <summary>The key of the bell that is rung when a status packet was queued.</summary>
    public const string Due = "dispatch-status-due";

    private const int Batch = 16;
    private static readonly TimeSpan ClaimedFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweeping.Run(Round, bell, Interval, log, stoppingToken);

    /// <summary>Takes what is due; whether there may be more.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        if (!content.HasRoom || await database.Glance(session => session.One<long>(CountDue, new { Now = clock.GetUtcNow() }), stop) == 0)
            return false;

        var claimed = await database.Write(Claim, stop);
        await Task.WhenAll(claimed.Select(answer => Try(answer, stop)));
        return claimed.Count == Batch;
    }

    private Task Try(AnswerRow answer, CancellationToken stop)
    {
        var door = new RoomAct.Door(typeof(TryStatus).Assembly.GetName().Name!, nameof(TryStatus)) { Log = log };
        return RoomAct.Run(door, () => attempt.Handle(answer, stop));
    }

    private static Task<IReadOnlyList<AnswerRow>> Claim(Session session) => session.List<AnswerRow>(
        session.Dialect.Claim("dispatch_answer", "state = 'preparing'", AnswerRow.Columns),
        new { session.Now, Until = session.Now + ClaimedFor, Limit = Batch });

    private const string CountDue = """
        select count(*)
        from dispatch_answer
        where state = 'preparing' and due_at <= @Now
        """;
}
