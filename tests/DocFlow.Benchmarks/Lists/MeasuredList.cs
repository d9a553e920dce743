using System.Diagnostics;

namespace DocFlow.Benchmarks.Lists;

/// <summary>One list as a signed-in person asks for it, again and again.</summary>
public sealed record MeasuredList(string Name, string Who, Func<Task<int>> Ask)
{
    private const int Times = 200;
    private const int Warm = 10;

    /// <summary>What is promised of every list.</summary>
    public static TimeSpan Wanted { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Measures it and prints its line; whether it kept the promise.</summary>
    public async Task<bool> Measure()
    {
        var bytes = 0;
        for (var i = 0; i < Warm; i++)
            bytes = await Ask();
        var times = new List<TimeSpan>(Times);
        for (var i = 0; i < Times; i++)
        {
            var watch = Stopwatch.StartNew();
            await Ask();
            times.Add(watch.Elapsed);
        }

        times.Sort();
        var (p50, p95, p99) = (times[Times / 2], times[Times * 95 / 100], times[Times * 99 / 100]);
        var kept = p95 < Wanted;
        Console.WriteLine($"{Name,-46}{Who,-14}{p50.TotalMilliseconds,9:F1}{p95.TotalMilliseconds,9:F1}{p99.TotalMilliseconds,9:F1}"
            + $"{bytes / 1000,8:N0} KB{(kept ? "" : "   TOO SLOW")}");
        return kept;
    }
}
