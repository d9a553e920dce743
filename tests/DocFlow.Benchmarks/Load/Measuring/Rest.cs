namespace DocFlow.Benchmarks.Load.Measuring;

/// <summary>A process at rest: per cent of one core, and resident memory.</summary>
internal sealed record RestingProcess(string Role, int Pid, double CpuPercent, double ResidentMegabytes);

/// <summary>Watches the product's processes when nobody asks them for anything.</summary>
internal static class Rest
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<RestingProcess>> Watch(
        ProcessGroups groups, TimeSpan time, TimeProvider clock, CancellationToken stop)
    {
        await Task.Delay(Settling, clock, stop);
        var before = groups.Each().ToDictionary(one => one.Pid, one => one.CpuSeconds);
        await Task.Delay(time, clock, stop);
        return [.. groups.Each().Where(one => before.ContainsKey(one.Pid)).Select(one => new RestingProcess(
            one.Role, one.Pid,
            Math.Round(100 * (one.CpuSeconds - before[one.Pid]) / time.TotalSeconds, 2),
            Math.Round(one.ResidentMegabytes, 1)))];
    }
}
