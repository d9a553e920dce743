namespace DocFlow.Platform.Messaging;

/// <summary>Tells the relay that a commit has left messages behind; losing it costs a second, never a message.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>Wakes the relay.</summary>
    public void Wake()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // already awake
        }
    }

    /// <inheritdoc />
    public void Dispose() => _rung.Dispose();

    /// <summary>Waits for a commit, but no longer than the sweep's interval.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken stop) => _rung.WaitAsync(atMost, stop);
}
