namespace DocFlow.Platform;

/// <summary>
/// The right to be the only process that does something. It is lost when its holder is silent for too long, so a process that was
/// paused may find another at its work: a lease saves work that would be done twice, and each such work must bear it all the same.
/// </summary>
public sealed class Lease : IDisposable
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<CancellationToken> _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _held;

    internal Lease(string name, TimeProvider clock) => (Name, Clock) = (name, clock);

    /// <summary>What it is for.</summary>
    public string Name { get; }

    /// <summary>Whether this process holds it now.</summary>
    public bool IsHeld => _held is { IsCancellationRequested: false };

    internal TimeProvider Clock { get; }

    /// <summary>What the row said when this process last looked, and since when it has said so.</summary>
    internal (string Holder, long Beat, long Since) Seen { get; private set; } = ("", -1, 0);

    /// <inheritdoc />
    public void Dispose() => _held?.Dispose();

    /// <summary>Waits until this process holds it; the answer is cancelled when it no longer does.</summary>
    public async Task<CancellationToken> Taken(CancellationToken stop)
    {
        Task<CancellationToken> taken;
        lock (_gate)
        {
            if (_taken.Task is { IsCompletedSuccessfully: true, Result.IsCancellationRequested: true })
                _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            taken = _taken.Task;
        }

        return await taken.WaitAsync(stop);
    }

    /// <summary>Notes the row; how long it has been the same by this process's own steady clock.</summary>
    internal TimeSpan Silent(string holder, long beat)
    {
        if ((Seen.Holder, Seen.Beat) != (holder, beat))
            Seen = (holder, beat, Clock.GetTimestamp());
        return Clock.GetElapsedTime(Seen.Since);
    }

    /// <summary>This process wrote the row's last beat, and may count on it for so long.</summary>
    internal void Hold(string holder, long beat, TimeSpan good)
    {
        lock (_gate)
        {
            Seen = (holder, beat, Clock.GetTimestamp());
            if (IsHeld)
            {
                _held!.CancelAfter(good);
                return;
            }

            _held?.Dispose();
            _held = new CancellationTokenSource(good, Clock);
            if (_taken.Task.IsCompleted)
                _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _taken.SetResult(_held.Token);
        }
    }

    /// <summary>Somebody else has it, or it was given back.</summary>
    internal void Lose()
    {
        lock (_gate)
            _held?.Cancel();
    }
}
