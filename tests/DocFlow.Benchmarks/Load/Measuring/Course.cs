using System.Globalization;

namespace DocFlow.Benchmarks.Load.Measuring;

/// <summary>What a stretch of the run took: documents done in it, seconds, CPU seconds by group.</summary>
internal sealed record Stretch(int Documents, double Seconds, IReadOnlyDictionary<string, double> CpuSeconds)
{
    public double PerSecond => Math.Round(Documents / Seconds, 2);

    /// <summary>CPU seconds a document, by group and of all our processes together.</summary>
    public IReadOnlyDictionary<string, double> PerDocument => CpuSeconds
        .Append(new("ours", ProcessGroups.Ours(CpuSeconds)))
        .ToDictionary(group => group.Key, group => Math.Round(group.Value / Math.Max(1, Documents), 4));
}

/// <summary>The course of a run: counts what is done, and looks at the clock and the CPU at the end of every thousand documents.</summary>
internal sealed class Course(int documents, ProcessGroups groups, TimeProvider clock)
{
    private const int Window = 1000;
    private const int BarLength = 30;

    private readonly Lock _counting = new();
    private readonly List<Stretch> _windows = [];
    private Mark _begun = null!;
    private Mark _last = null!;
    private long _said;
    private int _done;

    private sealed record Mark(long Time, int Done, IReadOnlyDictionary<string, double> Cpu);

    /// <summary>All of it; null before the end.</summary>
    public Stretch? Whole { get; private set; }

    /// <summary>Thousand by thousand: flat, or not.</summary>
    public IReadOnlyList<Stretch> Windows => _windows;

    public void Begin() => _begun = _last = Now();

    public void Done()
    {
        lock (_counting)
        {
            _done++;
            if (_done % Window == 0)
                _windows.Add(Since(ref _last));
            if (clock.GetElapsedTime(_said).TotalSeconds >= (Console.IsErrorRedirected ? 10 : 1) || _done == documents)
                Say();
        }
    }

    public void End()
    {
        var begun = _begun;
        Whole = Since(ref begun);
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

    private void Say()
    {
        _said = clock.GetTimestamp();
        var filled = BarLength * _done / documents;
        var seconds = clock.GetElapsedTime(_begun.Time).TotalSeconds;
        var bar = new string('#', filled) + new string('.', BarLength - filled);
        var line = string.Create(CultureInfo.InvariantCulture, $"[{bar}] {_done}/{documents}  {seconds:F0} s  {_done / seconds:F1}/s");
        Console.Error.Write(Console.IsErrorRedirected ? line + "\n" : "\r" + line + (_done == documents ? "\n" : ""));
    }
}
