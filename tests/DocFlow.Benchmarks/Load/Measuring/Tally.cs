using System.Collections.Concurrent;

namespace DocFlow.Benchmarks.Load.Measuring;

/// <summary>How long one kind of thing took, in milliseconds.</summary>
internal sealed record Spread(int Count, double P50, double P95, double P99, double Longest)
{
    /// <summary>By nearest rank: the value that so many per cent do not exceed.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? new Spread(0, 0, 0, 0, 0) : new Spread(
            sorted.Length, Rank(sorted, 0.50), Rank(sorted, 0.95), Rank(sorted, 0.99), Math.Round(sorted[^1], 1));
    }

    private static double Rank(double[] sorted, double share) =>
        Math.Round(sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)], 1);
}

/// <summary>Times every act of everybody; what warms up is not kept.</summary>
internal sealed class Tally(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<float>> _acts = [];

    /// <summary>Whether what is done now counts.</summary>
    public bool Counting { get; set; }

    public async Task<T> Timed<T>(string act, Func<Task<T>> work)
    {
        var begun = clock.GetTimestamp();
        var answer = await work();
        if (Counting)
            _acts.GetOrAdd(act, _ => []).Enqueue((float)clock.GetElapsedTime(begun).TotalMilliseconds);
        return answer;
    }

    public IReadOnlyDictionary<string, Spread> Acts() =>
        _acts.ToDictionary(act => act.Key, act => Spread.Of(act.Value.Select(milliseconds => (double)milliseconds)));
}
