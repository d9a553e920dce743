using System.Diagnostics;

namespace DocFlow.Benchmarks;

/// <summary>One thing to be measured, and how often in a row.</summary>
public sealed record Work(string Name, int Times, Action Once);

/// <summary>What one run of a work costs.</summary>
/// <param name="Name">Which work.</param>
/// <param name="Micros">Processor time in microseconds: unlike time on the clock it does not grow while others compute.</param>
/// <param name="Share">How much of its rate the first work of the turn would have kept: its time by this one's.</param>
/// <param name="Bytes">What it allocates.</param>
public sealed record Cost(string Name, double Micros, double Share, long Bytes);

/// <summary>
/// Measures several works in turn, round after round, so that whatever else the machine does disturbs all alike, and takes of each the
/// round disturbed least.
/// </summary>
public static class Measure
{
    private const int FewestRounds = 10;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(1.5); // the tiered compiler's last step comes after a second

    public static List<Cost> InTurn(TimeSpan time, params Work[] works)
    {
        foreach (var work in works)
            Repeat(work.Once, Warming);

        var rounds = new List<(double Micros, long Bytes)[]>();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time || rounds.Count < FewestRounds;)
            rounds.Add([.. works.Select(Round)]);
        var least = works.Select((_, i) => rounds.Min(one => one[i].Micros)).ToList();
        return [.. works.Select((work, i) => new Cost(work.Name, least[i], least[0] / least[i], rounds[^1][i].Bytes))];
    }

    /// <summary>How many times as much two threads do as one, by the clock: the best of either, since others take turns too.</summary>
    public static double OfTwoThreads(TimeSpan time, Action<int> once)
    {
        var (alone, together) = (0, 0);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
        {
            alone = Math.Max(alone, Done(once, 0));
            var (first, second) = (Task.Run(() => Done(once, 0)), Task.Run(() => Done(once, 1)));
            together = Math.Max(together, first.Result + second.Result);
        }

        return (double)together / alone;
    }

    private static (double Micros, long Bytes) Round(Work work)
    {
        var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        for (var run = 0; run < work.Times; run++)
            work.Once();
        var spent = Environment.CpuUsage.TotalTime - start;
        return (spent.TotalMicroseconds / work.Times, (GC.GetAllocatedBytesForCurrentThread() - bytes) / work.Times);
    }

    private static int Done(Action<int> once, int thread) => Repeat(() => once(thread), TimeSpan.FromSeconds(0.2));

    private static int Repeat(Action once, TimeSpan time)
    {
        var count = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time; count++)
            once();
        return count;
    }
}
