using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Dapper;

namespace DocFlow.Platform.Data;

/// <summary>
/// Statements of a session whose answers nobody needs yet, or ever: they wait, in their order, for the next one whose answer is needed, or
/// for the commit, and go to the database together with it. What costs there is each way there and back, not the statement.
/// </summary>
internal sealed class Gathered(DbConnection connection, DbTransaction? transaction)
{
    private static readonly ConcurrentDictionary<(string Sql, Type Values), PropertyInfo[]> Named = new();
    private DbBatch? _waiting;
    private List<Action<DbDataReader>> _asking = [];
    private List<Action> _counting = [];

    /// <summary>Whether something waits.</summary>
    public bool Any => _waiting is not null;

    /// <summary>Lets a statement wait.</summary>
    public void Add(string sql, object? values) => Append(sql, values);

    /// <summary>Lets a question wait.</summary>
    public Later<IReadOnlyList<T>> Ask<T>(string sql, object? values, CancellationToken stop)
    {
        Append(sql, values);
        var later = new Later<IReadOnlyList<T>>(() => Send(stop));
        _asking.Add(reader => later.Came(reader.Parse<T>().AsList()));
        return later;
    }

    /// <summary>Lets a statement wait whose count will be asked for.</summary>
    public Later<int> Count(string sql, object? values, CancellationToken stop)
    {
        var command = Append(sql, values);
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
                take(reader);
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
        Append("COMMIT", null);
        return Send(stop);
    }

    private DbBatch Taken()
    {
        var batch = _waiting!;
        _waiting = null;
        return batch;
    }

    private DbBatchCommand Append(string sql, object? values)
    {
        if (_waiting is null)
        {
            _waiting = connection.CreateBatch();
            _waiting.Transaction = transaction;
        }

        var command = _waiting.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var property in values is null ? [] : Named.GetOrAdd((sql, values.GetType()), Find))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = property.Name;
            TypeHandlers.Bind(parameter, property.GetValue(values), property.PropertyType);
            command.Parameters.Add(parameter);
        }

        _waiting.BatchCommands.Add(command);
        return command;
    }

    // a row may know more than the statement asks for
    private static PropertyInfo[] Find((string Sql, Type Values) key) =>
        [.. key.Values.GetProperties().Where(one => key.Sql.Contains("@" + one.Name, StringComparison.OrdinalIgnoreCase))];
}
