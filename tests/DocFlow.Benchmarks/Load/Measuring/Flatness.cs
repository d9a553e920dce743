namespace DocFlow.Benchmarks.Load.Measuring;

/// <summary>Whether the last documents went as the first ones did.</summary>
/// <param name="Within">How far, in per cent, the window farthest from their mean lies from it.</param>
/// <param name="Drift">How much more (or less), in per cent, the second half of the windows has than the first.</param>
internal sealed record Flatness(double Within, double Drift)
{
    /// <summary>Of one figure, window by window; null where there are too few to say.</summary>
    public static Flatness? Of(IReadOnlyList<double> windows)
    {
        if (windows.Count < 4 || windows.Average() is not (> 0 and var mean))
            return null;
        var half = windows.Count / 2;
        var drift = windows.TakeLast(half).Average() / windows.Take(half).Average() - 1;
        return new Flatness(Percent(windows.Max(value => Math.Abs(value - mean)) / mean), Percent(drift));
    }

    private static double Percent(double share) => Math.Round(100 * share, 1);
}
