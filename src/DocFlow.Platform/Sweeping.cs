using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform;

/// <summary>
/// How a sweep runs: round after round until the process stops; weather is logged and met again at the next round. A round in hand when
/// the process is told to stop is finished first, so keep rounds short.
/// </summary>
public static class Sweeping
{
    /// <summary>
    /// Runs it in every process of the role: its rounds claim rows, or do what may be done twice. A round says whether it left work
    /// behind; then the next one follows at once.
    /// </summary>
    public static Task Run(
        Func<CancellationToken, Task<bool>> round, Bell bell, TimeSpan interval, ILogger log, CancellationToken stop) =>
        RunWhile(round, bell, interval, log, (stop, CancellationToken.None));

    /// <summary>The same where nothing but the time calls for a round.</summary>
    public static async Task Run(Func<CancellationToken, Task<bool>> round, TimeSpan interval, ILogger log, CancellationToken stop)
    {
        using var bell = new Bell();
        await Run(round, bell, interval, log, stop);
    }

    /// <summary>
    /// Runs it in one process of the installation at a time, whichever has the lease. A round's token is cancelled when the lease is
    /// lost; a round must still do no harm where another process does the same at once, for a process that was paused learns it late.
    /// </summary>
    public static async Task RunAlone(
        Lease lease, Func<CancellationToken, Task<bool>> round, TimeSpan interval, ILogger log, CancellationToken stop)
    {
        using var bell = new Bell();
        while (!stop.IsCancellationRequested)
        {
            var held = await lease.Taken(stop);
            log.LogInformation("This process now does '{Lease}'", lease.Name);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, held);
            await RunWhile(round, bell, interval, log, (either.Token, held));
        }
    }

    private static async Task RunWhile(
        Func<CancellationToken, Task<bool>> round, Bell bell, TimeSpan interval, ILogger log,
        (CancellationToken Begin, CancellationToken Cut) stop)
    {
        while (!stop.Begin.IsCancellationRequested)
        {
            if (!await Weathering(round, log, stop))
                await bell.Pause(interval, stop.Begin);
        }
    }

    private static async Task<bool> Weathering(
        Func<CancellationToken, Task<bool>> round, ILogger log, (CancellationToken Begin, CancellationToken Cut) stop)
    {
        try
        {
            return await round(stop.Cut);
        }
        catch (DatabaseAway away)
        {
            await away.Over(stop.Begin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
        catch (StorageFull full)
        {
            log.LogWarning(full, "The disk of the content store is full; what is to be stored waits");
            await StorageFull.Over(stop.Begin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
        catch (Exception) when (stop.Cut.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception weather)
        {
            log.LogWarning(weather, "A sweep's round failed; its rows wait and are taken again");
            return false;
        }
    }
}
