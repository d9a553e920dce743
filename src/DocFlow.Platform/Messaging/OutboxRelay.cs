using DocFlow.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Messaging;

/// <summary>
/// Carries outbox rows to the bus: takes what a commit hands over, and once a second claims what else is due; publishes many
/// in flight, and leaves each row to be sent again later and later until every consumer has its inbox row. While the bus takes nothing, one
/// row at a time asks, in growing pauses, whether it is back; then all that waited goes out at once, a batch after the other.
/// </summary>
internal sealed class OutboxRelay(
    Database database, OutboxPublisher publisher, OutboxSignal signal, TimeProvider clock, ILogger<OutboxRelay> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private int _failures;
    private long _awaySince;
    private long? _looked;

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signal.Listen(); // ExecuteAsync may begin after the host has started: what is committed meanwhile would have to be claimed
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var end = stoppingToken.Register(() => signal.Refuse());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (DatabaseAway away)
            {
                await away.Over(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "The outbox could not be relayed; its rows wait and are sent again");
                await Task.Delay(LongestPause, clock, stoppingToken);
            }
        }
    }

    private async Task Round(CancellationToken stop)
    {
        var limit = _failures == 0 ? Batch : 1;
        var rows = await Rows(limit, stop);
        var begun = clock.GetTimestamp();
        var sent = await Task.WhenAll(rows.Select(row => publisher.Send(row, stop)));
        var lost = Array.Find(sent, one => one.Outcome == Sending.BusAway);
        IEnumerable<OutboxPublisher.Sent> unsent = lost is null ? [] : signal.Refuse().Select(row => lost with { Row = row });
        await Postpone(sent.Concat(unsent), stop);
        if (lost is not null)
            await Wait(lost, begun, stop);
        else if (_failures > 0 && rows.Count > 0)
            await Resume(stop);
        else if (rows.Count < limit)
            await signal.Pause(Sweep, stop);
    }

    private async Task<IReadOnlyList<OutboxRow>> Rows(int limit, CancellationToken stop)
    {
        var handed = signal.Take(limit);
        if (_failures == 0 && _looked is { } before && clock.GetElapsedTime(before) < Sweep)
            return handed;

        var now = clock.GetTimestamp();
        var due = await database.Glance(session => session.One<long>(Due, new { Now = clock.GetUtcNow() }), stop);
        IReadOnlyList<OutboxRow> claimed = due == 0 ? [] : await database.Write(session => Claim(session, limit), stop);
        _looked = claimed.Count == limit ? null : now; // there may be more
        return [.. handed, .. claimed];
    }

    private static Task<IReadOnlyList<OutboxRow>> Claim(Session session, int limit)
    {
        var claim = session.Dialect.Claim("outbox_message", Open, OutboxRow.Columns);
        return session.List<OutboxRow>(claim, new { session.Now, Until = session.Now + OutboxSignal.ClaimedFor, Limit = limit });
    }

    // what was taken for the first time stays claimed: most of it is finished before that ends
    private async Task Postpone(IEnumerable<OutboxPublisher.Sent> sent, CancellationToken stop)
    {
        var others = sent.Where(one => one.Outcome != Sending.Taken || one.Row.Sends > 1).ToList();
        if (others.Count == 0)
            return;
        await database.Write(async session =>
        {
            foreach (var (row, outcome, _) in others)
            {
                var unsent = outcome == Sending.BusAway ? 1 : 0;
                await session.Keep(SetDue, new { row.Id, Due = session.Now + PauseAfter(outcome, row.Sends), Unsent = unsent });
            }
        }, stop);
    }

    // lost with the bus or its disk, or waiting for a room that is not running: sent again after 1, 2, 4, 8, then every 16 minutes
    private static TimeSpan PauseAfter(Sending outcome, int sends) => outcome switch
    {
        Sending.Taken => TimeSpan.FromMinutes(1 << Math.Min(sends - 2, 4)),
        Sending.NoQueue => TimeSpan.FromSeconds(5),
        _ => TimeSpan.Zero, // not its fault: it goes out as soon as the bus is back
    };

    // it was away when the sending began, not only when that was given up
    private Task Wait(OutboxPublisher.Sent lost, long begun, CancellationToken stop)
    {
        if (_failures++ == 0)
        {
            _awaySince = begun;
            log.LogWarning(lost.Why, "The bus takes no messages; they wait in the outbox");
        }

        var pause = FirstPause * (1 << Math.Min(_failures - 1, 8));
        pause = pause < LongestPause ? pause : LongestPause;
        return Task.Delay(pause * (0.8 + 0.4 * Random.Shared.NextDouble()), clock, stop);
    }

    // what the bus had taken before it went may be lost with it: no message that waits for its next sending waits any longer; after a
    // hiccup shorter than a claim nothing was lost, and what was in hand is sent again when its claim ends
    private async Task Resume(CancellationToken stop)
    {
        _failures = 0;
        signal.Listen();
        var away = clock.GetElapsedTime(_awaySince);
        log.LogWarning("The bus takes messages again after {Seconds:0.0} s", away.TotalSeconds);
        if (away < OutboxSignal.ClaimedFor)
            return;
        await database.Write(
            session => session.Execute(SendNow, new { session.Now, Claimed = session.Now + OutboxSignal.ClaimedFor }), stop);
    }

    private const string Open = "finished_at is null and failed_at is null";

    private const string Due = """
        select case when exists (
            select 1 from outbox_message where finished_at is null and failed_at is null and due_at <= @Now) then 1 else 0 end
        """;

    private const string SetDue = """
        update outbox_message
        set due_at = @Due, sends = sends - @Unsent
        where id = @Id and finished_at is null
        """;

    private const string SendNow = """
        update outbox_message
        set due_at = @Now
        where finished_at is null and failed_at is null and due_at > @Claimed
        """;
}
