using System.Diagnostics.Metrics;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Telemetry;

/// <summary>
/// Shows what waits. It is counted every quarter of a minute and remembered, however often it is asked for; each process shows the
/// outbox and the rooms that run in it, so of several processes any one is right.
/// </summary>
public sealed class Gauges : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly Meter _meter = new(Instruments.Name);
    private readonly (Database Database, QueueLengths Queues, TimeProvider Clock) _from;
    private readonly IReadOnlyList<Room> _rooms;
    private readonly ILogger<Gauges> _log;
    private Backlog? _backlog;
    private IReadOnlyList<(string Queue, long Length)> _queues = [];

    /// <summary>Names the gauges; they show nothing before the first count.</summary>
    public Gauges(
        (Database Database, QueueLengths Queues, TimeProvider Clock) from, (ContentStore Content, Leases Leases) process,
        IReadOnlyList<Room> running, ILogger<Gauges> log)
    {
        (_from, _rooms, _log) = (from, running, log);
        NameStages();
        NameOutbox();
        _meter.CreateObservableGauge(
            "docflow.content.free", () => process.Content.Free, "By", "Free space where the content store lies.");
        _meter.CreateObservableGauge(
            "docflow.leases", () => process.Leases.Held.Select(name => Tagged(1, "lease", name)),
            "{lease}", "Leases that this process holds.");
    }

    /// <summary>Counts once.</summary>
    public async Task<bool> Count(CancellationToken stop)
    {
        _backlog = await _from.Database.Read(session => Backlog.Read(session, _rooms), stop);
        _queues = await _from.Queues.Read(stop);
        return false;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweeping.Run(Count, Interval, _log, stoppingToken);

    private void NameStages()
    {
        _meter.CreateObservableGauge(
            "docflow.documents", () => Stages(stage => stage.Count), "{document}", "Documents that stand at a stage of a room.");
        _meter.CreateObservableGauge(
            "docflow.documents.oldest.age", () => Stages(Age), "s", "How long the oldest document has stood at its stage.");
        _meter.CreateObservableGauge(
            "docflow.queue.length", () => _queues.Select(one => Tagged(one.Length, "queue", one.Queue)),
            "{message}", "Messages in a queue of the broker.");
    }

    private void NameOutbox()
    {
        _meter.CreateObservableGauge(
            "docflow.outbox.depth", () => Known(backlog => backlog.Outbox.Count),
            "{message}", "Messages not yet handled by all their consumers.");
        _meter.CreateObservableGauge(
            "docflow.outbox.age", () => Known(backlog => Age(backlog.Outbox)), "s", "Age of the oldest of them.");
        _meter.CreateObservableGauge(
            "docflow.messages.stuck", () => Known(backlog => backlog.Failed), "{message}", "Failed messages that wait for an operator.");
    }

    private double Age(StageCount stage) =>
        stage.Oldest is { } oldest ? Math.Max(0, (_from.Clock.GetUtcNow() - oldest).TotalSeconds) : 0;

    private IEnumerable<Measurement<T>> Known<T>(Func<Backlog, T> value) where T : struct =>
        _backlog is { } backlog ? [new Measurement<T>(value(backlog))] : [];

    private IEnumerable<Measurement<T>> Stages<T>(Func<StageCount, T> value) where T : struct =>
        (_backlog?.Stages ?? []).Select(one => new Measurement<T>(value(one.Stage), new("room", one.Room), new("stage", one.Stage.Stage)));

    private static Measurement<long> Tagged(long value, string tag, string name) =>
        new(value, new KeyValuePair<string, object?>(tag, name));
}
