using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Data;

/// <summary>
/// Whether the database answers, known once for the whole process. Who loses a connection has it probed; while it is away only the probe
/// asks, with growing pauses, and everybody else is told at once. One line in the log when it goes and one when it is back.
/// </summary>
internal sealed class DatabaseWeather(Dialect dialect, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProbeWithin = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private Task<Exception?>? _probe;
    private Task _back = Task.CompletedTask;

    /// <summary>Says so at once while the database is away.</summary>
    public void Expect()
    {
        if (!_back.IsCompleted)
            throw Away(null);
    }

    /// <summary>What to throw: the database is away, or refuses its work, because of this.</summary>
    public DatabaseAway Away(Exception? because) => new(because, _back, clock);

    /// <summary>
    /// Asks, after something was lost, whether the database is still there; those who ask together share the answer. If it is not, it is
    /// away from now on until it answers.
    /// </summary>
    public async Task<bool> Answers()
    {
        Task<Exception?> probe;
        lock (_gate)
            probe = _probe is { IsCompleted: false } asked ? asked : _probe = Probe();
        if (await probe is not { } why)
            return true;

        lock (_gate)
        {
            if (_back.IsCompleted && _probe == probe)
                _back = WaitUntilBack(why);
        }

        return false;
    }

    private async Task WaitUntilBack(Exception why)
    {
        var since = clock.GetTimestamp();
        log.LogWarning(why, "The database does not answer; work waits for it, requests are refused");
        var pause = FirstPause;
        do
        {
            await Task.Delay(pause * (0.8 + 0.4 * Random.Shared.NextDouble()), clock);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
        while (await Probe() is not null);
        log.LogWarning("The database answers again after {Seconds:0.0} s", clock.GetElapsedTime(since).TotalSeconds);
    }

    // on a line of its own: pooled connections may all be dead
    private async Task<Exception?> Probe()
    {
        await Task.Yield();
        using var within = new CancellationTokenSource(ProbeWithin, clock);
        try
        {
            await using var connection = dialect.ConnectAfresh();
            await connection.OpenAsync(within.Token);
            await using var ask = connection.CreateCommand();
            ask.CommandText = "select 1";
            await ask.ExecuteScalarAsync(within.Token);
            return null;
        }
        catch (Exception full) when (dialect.Classify(full) == DataError.Transient)
        {
            return null; // too many connections, say: it does answer
        }
        catch (Exception silent) when (silent is DbException or OperationCanceledException || dialect.Classify(silent) != DataError.Fault)
        {
            return silent;
        }
    }
}
