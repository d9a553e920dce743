namespace DocFlow.Benchmarks.Load.Papers;

/// <summary>
/// When the papers of a year come: five hundred a working day, in the rhythm of an office's eight hours. Nights are left out: after the
/// last hour of a day comes the first of the next.
/// </summary>
internal static class OfficeHours
{
    private const int PapersOfDay = 500;

    // 8 to 12 and 13:30 to 17:30; the sum is 100
    private static readonly int[] Share = [10, 18, 15, 9, 11, 17, 13, 7];

    /// <summary>How long after the first morning this paper comes, at the pace of the clock on the wall.</summary>
    public static TimeSpan ArrivalOf(int index)
    {
        var (day, place) = Math.DivRem(index, PapersOfDay);
        var share = 100.0 * place / PapersOfDay;
        var hour = 0;
        for (; share >= Share[hour]; hour++)
            share -= Share[hour];
        return TimeSpan.FromHours(Share.Length * day + hour + share / Share[hour]);
    }
}
