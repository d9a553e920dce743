using System.Data.Common;

namespace DocFlow.Platform.Data;

/// <summary>
/// The statements of a session on an engine across a network: those whose answers nobody needs yet, or ever, wait, in their order, for the
/// next one whose answer is needed, or for the commit, and go to the database together with it. What costs there is each way there and
/// back, not the statement.
/// </summary>
internal sealed class Gathered(DbConnection connection, DbTransaction? transaction)
{
    private DbBatch? _waiting;
    private List<Func<DbDataReader, Task>> _asking = [];
    private List<Action> _counting = [];

    /// <summary>Whether something waits.</summary>
    public bool Any => _waiting is not null;

    /// <summary>Lets a statement wait.</summary>
    public void Add(string sql, object? values) => Append(Statement.Of(sql, values), values);

    /// <summary>Lets a question wait.</summary>
    public Later<IReadOnlyList<T>> Ask<T>(string sql, object? values, CancellationToken stop)
    {
        var statement = Statement.Of(sql, values);
        Append(statement, values);
        var later = new Later<IReadOnlyList<T>>(() => Send(stop));
        _asking.Add(async reader => later.Came(await statement.Rows<T>(reader, stop)));
        return later;
    }

    /// <summary>Lets a statement wait whose count will be asked for.</summary>
    public Later<int> Count(string sql, object? values, CancellationToken stop)
    {
        var command = Append(Statement.Of(sql, values), values);
        var later = new Later<int>(() => Send(stop));
        _counting.Add(() => later.Came(command.RecordsAffected));
        return later;
    }

    /// <summary>Runs what waits.</summary>
    public async Task Send(CancellationToken stop)
    {
        var (asking, counting) = (_asking, _counting);
        (_asking, _counting) = ([], []);
        await using var batch = Taken();
        await using (var reader = await batch.ExecuteReaderAsync(stop))
        {
            foreach (var take in asking)
            {
                await take(reader);
                await reader.NextResultAsync(stop);
            }
        }

        counting.ForEach(take => take());
    }

    /// <summary>Runs what waits and commits: all of it, or nothing.</summary>
    public Task Commit(CancellationToken stop)
    {
        if (!Any)
            return transaction!.CommitAsync(stop);
        Add("COMMIT", null);
        return Send(stop);
    }

    private DbBatch Taken()
    {
        var batch = _waiting!;
        _waiting = null;
        return batch;
    }

    private DbBatchCommand Append(Statement statement, object? values)
    {
        if (_waiting is null)
        {
            _waiting = connection.CreateBatch();
            _waiting.Transaction = transaction;
        }

        var command = _waiting.CreateBatchCommand();
        statement.Write(command, values);
        _waiting.BatchCommands.Add(command);
        return command;
    }
}
