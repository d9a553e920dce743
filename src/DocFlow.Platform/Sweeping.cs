using Microsoft.Extensions.Logging;

namespace DocFlow.Platform;

/// <summary>Rings when a commit left work for a sweep; losing a ring costs one interval, never the work.</summary>
public sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);
    private readonly Lock _gate = new();

    /// <summary>Wakes the sweep.</summary>
    public void Ring()
    {
        lock (_gate)
        {
            if (_rung.CurrentCount == 0)
                _rung.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _rung.Dispose();

    internal Task Wait(TimeSpan atMost, CancellationToken stop) => _rung.WaitAsync(atMost, stop);
}

/// <summary>
/// How a room's sweep runs: round after round until the process stops; weather is logged and met again at the next round.
/// </summary>
public static class Sweeping
{
    /// <summary>Runs it. A round says whether it left work behind; then the next one follows at once.</summary>
    public static async Task Run(
        Func<CancellationToken, Task<bool>> round, Bell bell, TimeSpan interval, ILogger log, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!await Weathering(round, log, stop))
                await bell.Wait(interval, stop);
        }
    }

    private static async Task<bool> Weathering(Func<CancellationToken, Task<bool>> round, ILogger log, CancellationToken stop)
    {
        try
        {
            return await round(stop);
        }
        catch (Exception weather) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(weather, "A sweep's round failed; its rows wait and are taken again");
            return false;
        }
    }
}
