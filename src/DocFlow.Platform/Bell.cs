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

    /// <summary>Waits for a ring, but no longer than this, nor once the process stops.</summary>
    internal async Task Pause(TimeSpan atMost, CancellationToken stop) =>
        await ((Task)_rung.WaitAsync(atMost, stop)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
