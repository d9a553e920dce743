using System.Data.Common;
using System.Runtime.ExceptionServices;
using DocFlow.Platform.Messaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocFlow.Platform.Data;

/// <summary>
/// The one database of an installation: opens read and write sessions, repeats work that only met weather, and says
/// <see cref="DatabaseAway"/> within seconds where that does not help.
/// </summary>
public sealed class Database : IDisposable
{
    private const int Attempts = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _clock;
    private readonly OutboxSignal _outbox;
    private readonly DatabaseWeather _weather;
    private readonly SharedCommit? _shared;

    /// <summary>Opens nothing yet.</summary>
    public Database(DataOptions options, TimeProvider clock, OutboxSignal outbox, ILogger<Database>? log = null)
    {
        TypeHandlers.Register();
        (Dialect, _clock, _outbox) = (Dialect.For(options), clock, outbox);
        _weather = new DatabaseWeather(Dialect, clock, log ?? NullLogger<Database>.Instance);
        if (Dialect.WriterGate is { } gate)
            _shared = new SharedCommit(Dialect, gate, transaction => Commit(transaction.CommitAsync, CancellationToken.None));
    }

    /// <summary>The engine's differences.</summary>
    public Dialect Dialect { get; }

    /// <summary>Closes what waited open for the next session.</summary>
    public void Dispose() => Dialect.ForgetConnections();

    /// <summary>Looks, never writes.</summary>
    /// <exception cref="DatabaseAway">It does not answer.</exception>
    public Task<T> Read<T>(Func<ReadSession, Task<T>> work, CancellationToken stop = default) => Weathering(async (until, _, _) =>
    {
        await using var connection = Dialect.Connect();
        await connection.OpenAsync(until);
        await using var transaction = await Dialect.Begin(connection, write: false, until);
        var answer = await work(new ReadSession(connection, transaction, Dialect, until));
        await transaction.CommitAsync(until);
        return answer;
    }, stop);

    /// <summary>Looks with one statement, never writes.</summary>
    /// <exception cref="DatabaseAway">It does not answer.</exception>
    public Task<T> Glance<T>(Func<ReadSession, Task<T>> work, CancellationToken stop = default) => Weathering(async (until, _, _) =>
    {
        await using var connection = Dialect.Connect();
        await connection.OpenAsync(until);
        return await work(new Glance(connection, Dialect, until));
    }, stop);

    /// <summary>One long look at everything as it is now, whoever writes meanwhile; it is not begun again when it meets weather.</summary>
    public async Task<T> Snapshot<T>(Func<ReadSession, Task<T>> work, CancellationToken stop = default)
    {
        await using var connection = Dialect.Connect();
        await connection.OpenAsync(stop);
        await using var transaction = await Dialect.BeginSnapshot(connection, stop);
        return await work(new ReadSession(connection, transaction, Dialect, stop));
    }

    /// <summary>
    /// Writes in one transaction. A refused <see cref="IOutcome"/> is rolled back. The work may run again after a deadlock, a lost
    /// connection or a duplicate key, so it must do nothing outside the session; keys, files and network come before or after, never
    /// inside. It never runs again after a commit whose answer was lost: it may have been done.
    /// </summary>
    /// <exception cref="DatabaseAway">It does not answer, or did not say what became of the commit.</exception>
    public Task<T> Write<T>(Func<Session, Task<T>> work, CancellationToken stop = default) =>
        Weathering((until, lost, again) => WriteOnce(again, work, until, lost), stop);

    /// <summary>Writes in one transaction, with nothing to answer.</summary>
    public Task Write(Func<Session, Task> work, CancellationToken stop = default) => Write(async session =>
    {
        await work(session);
        return true;
    }, stop);

    private async Task<T> WriteOnce<T>(bool again, Func<Session, Task<T>> work, CancellationToken until, CancellationToken lost)
    {
        var written = default((T Answer, Session Session));
        await (_shared?.Write(Work, until) ?? WriteAlone(Work, token => written.Session!.Commit(token), until, lost));
        if (IsRefused(written.Answer))
            return written.Answer;

        written.Session!.Committed();
        return written.Answer;

        async Task<bool> Work(DbConnection connection, DbTransaction transaction)
        {
            var session = new Session(connection, transaction, Dialect, _clock, until) { Outbox = _outbox, Again = again };
            written = (await work(session), session);
            return !IsRefused(written.Answer);
        }

        static bool IsRefused(T answer) => answer is IOutcome { Refusal: not null };
    }

    private async Task WriteAlone(
        Func<DbConnection, DbTransaction, Task<bool>> work, Func<CancellationToken, Task> commit, CancellationToken until,
        CancellationToken lost)
    {
        await using var connection = Dialect.Connect(write: true);
        await connection.OpenAsync(until);
        await using var transaction = await Dialect.Begin(connection, write: true, until);
        if (await work(connection, transaction))
            await Commit(commit, lost);
    }

    // no caller's impatience stops a commit, only the database's silence; and then nobody knows whether it was done
    private async Task Commit(Func<CancellationToken, Task> commit, CancellationToken lost)
    {
        try
        {
            await commit(lost);
        }
        catch (Exception unanswered) when (Dialect.Classify(unanswered) == DataError.Lost)
        {
            await _weather.Answers();
            throw _weather.Away(unanswered);
        }
    }

    private async Task<T> Weathering<T>(Func<CancellationToken, CancellationToken, bool, Task<T>> work, CancellationToken stop)
    {
        var begun = _clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            _weather.Expect();
            try
            {
                var again = attempt > 1;
                return await Watched((until, lost) => work(until, lost, again), stop);
            }
            catch (Exception error) when (Dialect.Classify(error) is var kind and not DataError.Fault)
            {
                // who wrote the same key first was only faster, however long it took: the next look finds that row
                var patient = kind == DataError.Duplicate || _clock.GetElapsedTime(begun) <= Patience;
                await Endure(error, last: attempt == Attempts || !patient);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)), _clock, stop);
        }
    }

    private async Task Endure(Exception error, bool last)
    {
        var kind = Dialect.Classify(error);
        if (kind == DataError.Lost)
        {
            Dialect.ForgetConnections();
            last |= !await _weather.Answers();
        }

        if (last && kind == DataError.Duplicate)
            ExceptionDispatchInfo.Throw(error);
        if (last)
            throw _weather.Away(error);
    }

    // a silent line breaks no connection: whoever waits long has the database probed, and leaves the work to its end when it is gone;
    // what was left cannot commit any more, or was committing already, and then nobody knows
    private async Task<T> Watched<T>(Func<CancellationToken, CancellationToken, Task<T>> work, CancellationToken stop)
    {
        if (_shared is not null)
            return await work(stop, CancellationToken.None); // a file has no line that falls silent

        var lost = new CancellationTokenSource();
        var running = Run();
        while (true)
        {
            try
            {
                return await running.WaitAsync(Patience, _clock, CancellationToken.None);
            }
            catch (TimeoutException silence) when (!running.IsCompleted)
            {
                if (await _weather.Answers())
                    continue;
                _ = lost.CancelAsync();
                throw _weather.Away(silence);
            }
        }

        async Task<T> Run()
        {
            using var until = CancellationTokenSource.CreateLinkedTokenSource(stop, lost.Token);
            return await work(until.Token, lost.Token);
        }
    }
}
