namespace DocFlow.Benchmarks.Load.Measuring;

/// <summary>What a stretch of the run took: documents done in it, seconds, CPU seconds by group.</summary>
internal sealed record Stretch(int Documents, double Seconds, IReadOnlyDictionary<string, double> CpuSeconds)
{
    public double PerSecond => Math.Round(Documents / Math.Max(0.01, Seconds), 2);

    /// <summary>CPU seconds a document, by group and of all our processes together.</summary>
    public IReadOnlyDictionary<string, double> PerDocument => CpuSeconds
        .Append(new("ours", ProcessGroups.Ours(CpuSeconds)))
        .ToDictionary(group => group.Key, group => Math.Round(group.Value / Math.Max(1, Documents), 4));
}

/// <summary>How things stood at one moment of the run.</summary>
/// <param name="Seconds">Since the beginning.</param>
/// <param name="Done">Documents done by then.</param>
/// <param name="CpuSeconds">By group, since the beginning.</param>
/// <param name="Waiting">What waits, by name: outbox, queues; null where nobody was asked.</param>
internal sealed record Moment(
    double Seconds, int Done, IReadOnlyDictionary<string, double> CpuSeconds, IReadOnlyDictionary<string, double>? Waiting);

/// <summary>
/// The course of a run: what is done, and the clock and the CPU every two seconds and at the end of every window of documents: a thousand,
/// or a tenth of a shorter run, but not so few that those under way together make a window.
/// </summary>
internal sealed class Course(int documents, ProcessGroups groups, Backlog? backlog, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly int _window = Math.Clamp(documents / 10, 500, 1000);
    private readonly Lock _counting = new();
    private readonly List<Stretch> _windows = [];
    private readonly List<Moment> _moments = [];
    private ProgressBar _bar = null!;
    private Mark _begun = null!;
    private Mark _last = null!;
    private int _done;

    private sealed record Mark(long Time, int Done, IReadOnlyDictionary<string, double> Cpu);

    /// <summary>All of it; null before the end.</summary>
    public Stretch? Whole { get; private set; }

    /// <summary>Window by window: flat, or not.</summary>
    public IReadOnlyList<Stretch> Windows => _windows;

    public IReadOnlyList<Moment> Moments => _moments;

    public ProcessGroups Groups => groups;

    public void Begin()
    {
        _bar = new ProgressBar(documents, clock);
        _begun = _last = Now();
    }

    public void Done()
    {
        lock (_counting)
        {
            _done++;
            if (_done % _window == 0)
                _windows.Add(Since(ref _last));
            _bar.Show(_done);
        }
    }

    public void End()
    {
        var begun = _begun;
        Whole = Since(ref begun);
    }

    /// <summary>Looks again and again until stopped.</summary>
    public async Task Watch(CancellationToken stop)
    {
        for (; !stop.IsCancellationRequested; await Task.Delay(Between, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
        {
            var now = Now();
            var cpu = now.Cpu.ToDictionary(group => group.Key, group => Math.Round(group.Value - _begun.Cpu[group.Key], 2));
            var waiting = backlog is null ? null : await backlog.Read(stop);
            _moments.Add(new Moment(Math.Round(clock.GetElapsedTime(_begun.Time, now.Time).TotalSeconds, 1), now.Done, cpu, waiting));
        }
    }

    private Mark Now() => new(clock.GetTimestamp(), _done, groups.Read());

    private Stretch Since(ref Mark mark)
    {
        var (before, now) = (mark, Now());
        mark = now;
        return new Stretch(
            now.Done - before.Done,
            Math.Round(clock.GetElapsedTime(before.Time, now.Time).TotalSeconds, 2),
            now.Cpu.ToDictionary(group => group.Key, group => Math.Round(group.Value - before.Cpu[group.Key], 2)));
    }
}
