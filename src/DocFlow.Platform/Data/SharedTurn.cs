using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace DocFlow.Platform.Data;

/// <summary>One session's turn in a <see cref="SharedCommit"/>.</summary>
internal sealed class SharedTurn(Func<DbConnection, DbTransaction, Task<bool>> work)
{
    private const string Before = "turn";

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private int _taken;

    /// <summary>Ends with the commit, or with what went wrong.</summary>
    public Task Over => _over.Task;

    /// <summary>Its turn has come; false when it has left.</summary>
    public bool Begin() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>Its caller waits no longer: nothing is begun.</summary>
    public void Leave(CancellationToken because)
    {
        if (Begin())
            _over.TrySetCanceled(because);
    }

    /// <summary>Writes; what fails, or is not to be kept, leaves nothing in the transaction.</summary>
    public async Task Write(DbConnection connection, DbTransaction transaction)
    {
        await transaction.SaveAsync(Before);
        try
        {
            if (!await InItsContext(connection, transaction))
                await transaction.RollbackAsync(Before);
        }
        catch (Exception error)
        {
            Fail(error);
            await TakeBack(transaction, error);
        }

        await transaction.ReleaseAsync(Before);
    }

    /// <summary>It is on the disk, if it did not fail.</summary>
    public void End() => _over.TrySetResult();

    /// <summary>It has come to nothing.</summary>
    public void Fail(Exception error) => _over.TrySetException(error);

    private static async Task TakeBack(DbTransaction transaction, Exception error)
    {
        try
        {
            await transaction.RollbackAsync(Before);
        }
        catch (DbException)
        {
            // a full disk, say, has ended the whole transaction: that is what the others are told
            ExceptionDispatchInfo.Throw(error);
        }
    }

    // a trace, say, is the caller's
    private Task<bool> InItsContext(DbConnection connection, DbTransaction transaction)
    {
        if (_context is null)
            return work(connection, transaction);
        Task<bool> begun = null!;
        ExecutionContext.Run(_context, _ => begun = work(connection, transaction), null);
        return begun;
    }
}
