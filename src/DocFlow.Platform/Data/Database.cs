using System.Data.Common;
using DocFlow.Platform.Messaging;

namespace DocFlow.Platform.Data;

/// <summary>The one database of an installation: opens read and write sessions and repeats work that only met weather.</summary>
public sealed class Database
{
    private const int Attempts = 6;
    private readonly TimeProvider _clock;
    private readonly OutboxSignal _outbox;

    /// <summary>Opens nothing yet.</summary>
    public Database(DataOptions options, TimeProvider clock, OutboxSignal outbox)
    {
        TypeHandlers.Register();
        (Dialect, _clock, _outbox) = (Dialect.For(options), clock, outbox);
    }

    /// <summary>The engine's differences.</summary>
    public Dialect Dialect { get; }

    /// <summary>Looks, never writes.</summary>
    public Task<T> Read<T>(Func<ReadSession, Task<T>> work, CancellationToken stop = default) => Weathering(async () =>
    {
        await using var connection = Dialect.Connect();
        await connection.OpenAsync(stop);
        await using var transaction = await Dialect.Begin(connection, write: false, stop);
        var answer = await work(new ReadSession(connection, transaction, Dialect, stop));
        await transaction.CommitAsync(stop);
        return answer;
    }, stop);

    /// <summary>
    /// Writes in one transaction. A refused <see cref="IOutcome"/> is rolled back. The work may run again after a deadlock, a lost
    /// connection or a duplicate key, so it must do nothing outside the session; keys, files and network come before or after, never
    /// inside.
    /// </summary>
    public Task<T> Write<T>(Func<Session, Task<T>> work, CancellationToken stop = default) => Weathering(() => Gated(work, stop), stop);

    /// <summary>Writes in one transaction, with nothing to answer.</summary>
    public Task Write(Func<Session, Task> work, CancellationToken stop = default) => Write(async session =>
    {
        await work(session);
        return true;
    }, stop);

    private async Task<T> Gated<T>(Func<Session, Task<T>> work, CancellationToken stop)
    {
        if (Dialect.WriterGate is not { } gate)
            return await WriteOnce(work, stop);

        await gate.WaitAsync(stop);
        try
        {
            return await WriteOnce(work, stop);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<T> WriteOnce<T>(Func<Session, Task<T>> work, CancellationToken stop)
    {
        await using var connection = Dialect.Connect();
        await connection.OpenAsync(stop);
        await using var transaction = await Dialect.Begin(connection, write: true, stop);
        var session = new Session(connection, transaction, Dialect, _clock, stop);
        var answer = await work(session);
        if (answer is IOutcome { Refusal: not null })
            return answer;

        await transaction.CommitAsync(CancellationToken.None);
        session.Committed();
        if (session.Published)
            _outbox.Wake();
        return answer;
    }

    private async Task<T> Weathering<T>(Func<Task<T>> work, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (DbException error) when (attempt < Attempts && Dialect.Classify(error) != DataError.Fault)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)), _clock, stop);
            }
        }
    }
}
