using System.Collections.Concurrent;
using System.Data.Common;

namespace DocFlow.Platform.Data;

/// <summary>
/// Where the engine has one writer at a time: whoever waits for it writes behind the others in one transaction, each after a savepoint of
/// its own, and shares their commit, for reaching the disk takes longer than writing. Nobody is answered before that.
/// </summary>
internal sealed class SharedCommit(Dialect dialect, SemaphoreSlim gate, Func<DbTransaction, Task> commit) : IThreadPoolWorkItem
{
    private const int Most = 16;

    private readonly ConcurrentQueue<SharedTurn> _waiting = new();
    private int _writing;

    /// <summary>Writes when its turn has come; ends when that is on the disk. What answers false is taken back.</summary>
    /// <param name="work">Writes on this connection, in this transaction.</param>
    /// <param name="until">Leaves as long as its turn has not come.</param>
    public async Task Write(Func<DbConnection, DbTransaction, Task<bool>> work, CancellationToken until)
    {
        var turn = new SharedTurn(work);
        _waiting.Enqueue(turn);
        if (Interlocked.Exchange(ref _writing, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        using var leaving = until.UnsafeRegister(static (left, token) => ((SharedTurn)left!).Leave(token), turn);
        await turn.Over;
    }

    void IThreadPoolWorkItem.Execute() => _ = WriteAll();

    private async Task WriteAll()
    {
        do
        {
            while (Next() is { } first)
                await WriteTogether(first);
            Interlocked.Exchange(ref _writing, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _writing, 1) == 0);
    }

    private async Task WriteTogether(SharedTurn first)
    {
        var together = new List<SharedTurn> { first };
        await gate.WaitAsync();
        try
        {
            await using var connection = dialect.Connect(write: true);
            await connection.OpenAsync();
            await using var transaction = await dialect.Begin(connection, write: true, CancellationToken.None);
            await first.Write(connection, transaction);
            while (together.Count < Most && Next() is { } next)
            {
                together.Add(next);
                await next.Write(connection, transaction);
            }

            await commit(transaction);
        }
        catch (Exception error)
        {
            // none of them is on the disk, whatever it was that ended their transaction
            together.ForEach(turn => turn.Fail(error));
        }
        finally
        {
            gate.Release();
        }

        together.ForEach(turn => turn.End());
    }

    private SharedTurn? Next()
    {
        while (_waiting.TryDequeue(out var next))
        {
            if (next.Begin())
                return next;
        }

        return null;
    }
}
