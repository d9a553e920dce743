using System.Collections.Concurrent;
using System.Diagnostics;
using DocFlow.Platform.Telemetry;

namespace DocFlow.Tests.Platform.Telemetry;

/// <summary>Every activity of our source that ends meanwhile, in whatever test of this process: look for your own ids.</summary>
internal sealed class Watched : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public Watched(params IReadOnlyList<string> sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Instruments.Name || sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What has ended in one trace.</summary>
    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(activity => activity.TraceId == trace)];

    /// <summary>The same, once these have ended: an activity ends a moment after the commit that it is about.</summary>
    public async Task<IReadOnlyList<Activity>> Of(ActivityTraceId trace, params IReadOnlyList<string> names)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(20))
        {
            if (names.All(Of(trace).Select(one => one.OperationName).Contains))
                break;
        }

        return Of(trace);
    }

    /// <summary>What has ended with this tag.</summary>
    public IReadOnlyList<Activity> Tagged(string tag, object value) =>
        [.. _ended.Where(one => Equals(one.GetTagItem(tag), value.ToString()))];

    public void Dispose() => _listener.Dispose();
}
