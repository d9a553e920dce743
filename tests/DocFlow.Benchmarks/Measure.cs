using System.Diagnostics;

namespace DocFlow.Benchmarks;

/// <summary>One thing to be measured: what, and how often in a row.</summary>
public sealed record Work(string Name, int Times, Action Once);

/// <summary>What one run of a work cost.</summary>
/// <param name="Name">Which work.</param>
/// <param name="Micros">The median processor time in microseconds; unlike time on the clock it does not grow when others compute.</param>
/// <param name="Best">The least time in microseconds.</param>
/// <param name="Bytes">What it allocated.</param>
public sealed record Cost(string Name, double Micros, double Best, long Bytes);

/// <summary>Measures several works in turn, round after round, so that whatever else the machine does disturbs all of them alike.</summary>
public static class Measure
{
    public static List<Cost> InTurn(TimeSpan time, params Work[] works)
    {
        foreach (var work in works)
            Warm(work);

        var rounds = works.Select(_ => new List<double>()).ToList();
        var bytes = new long[works.Length];
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time || rounds[0].Count < 5;)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Environment.CpuUsage.TotalTime;
                for (var run = 0; run < works[i].Times; run++)
                    works[i].Once();
                rounds[i].Add((Environment.CpuUsage.TotalTime - start).TotalMicroseconds / works[i].Times);
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - before) / works[i].Times;
            }
        }

        return [.. works.Select((work, i) => new Cost(work.Name, Median(rounds[i]), rounds[i].Min(), bytes[i]))];
    }

    // long enough for the tiered compiler to have done its last step
    private static void Warm(Work work)
    {
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < 1500;)
            work.Once();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
