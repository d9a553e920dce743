using System.Collections.Concurrent;

namespace DocFlow.Platform.Messaging;

/// <summary>
/// Hands the relay of this process what a commit left behind, so that it is neither claimed nor read again. A row that is handed over is
/// claimed from the start: losing it here, with the process or its memory, costs the claim's time, never a message.
/// </summary>
public sealed class OutboxSignal : IDisposable
{
    /// <summary>
    /// How long a row belongs to whoever has it in hand: longer than a consumer takes with its retries, and no longer than work may stand
    /// still after a crash.
    /// </summary>
    internal static readonly TimeSpan ClaimedFor = TimeSpan.FromSeconds(10);

    private const int Most = 1000;
    private readonly Bell _bell = new();
    private readonly ConcurrentQueue<OutboxRow> _handed = new();
    private volatile bool _listens;

    /// <summary>Whether the relay of this process takes rows over: not where none runs, nor while the bus is away.</summary>
    internal bool Takes => _listens && _handed.Count < Most;

    /// <inheritdoc />
    public void Dispose() => _bell.Dispose();

    /// <summary>From now on rows are handed over.</summary>
    internal void Listen() => _listens = true;

    /// <summary>From now on none are; those that wait here still.</summary>
    internal IReadOnlyList<OutboxRow> Refuse()
    {
        _listens = false;
        return Take(Most);
    }

    /// <summary>Wakes the relay, with what was committed for it.</summary>
    internal void Wake(IEnumerable<OutboxRow> handed)
    {
        foreach (var row in handed)
            _handed.Enqueue(row);
        _bell.Ring();
    }

    /// <summary>What was handed over since.</summary>
    internal IReadOnlyList<OutboxRow> Take(int atMost)
    {
        var rows = new List<OutboxRow>();
        while (rows.Count < atMost && _handed.TryDequeue(out var row))
            rows.Add(row);
        return rows;
    }

    /// <summary>Waits for a commit, but no longer than the sweep's interval.</summary>
    internal Task Pause(TimeSpan atMost, CancellationToken stop) => _bell.Pause(atMost, stop);
}
