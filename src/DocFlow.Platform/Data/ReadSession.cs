using System.Data;
using System.Data.Common;
using Dapper;

namespace DocFlow.Platform.Data;

/// <summary>One consistent look at the database; never writes. Rows are records with init properties, columns in snake_case.</summary>
public class ReadSession(DbConnection connection, DbTransaction transaction, Dialect dialect, CancellationToken stop)
{
    /// <summary>The engine's differences.</summary>
    public Dialect Dialect { get; } = dialect;

    /// <summary>Stops the work.</summary>
    public CancellationToken Stop { get; } = stop;

    /// <summary>The one row, or null.</summary>
    public Task<T?> Find<T>(string sql, object? parameters = null) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters));

    /// <summary>The one row; a missing one is a fault.</summary>
    public Task<T> One<T>(string sql, object? parameters = null) => connection.QuerySingleAsync<T>(Command(sql, parameters));

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> List<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <summary>Rows one by one, for tables that no memory holds.</summary>
    internal Task<DbDataReader> Stream(string sql) => connection.ExecuteReaderAsync(Command(sql, null), CommandBehavior.SequentialAccess);

    private protected DbCommand NewCommand(string sql)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command;
    }

    private protected Task<int> Run(string sql, object? parameters) => connection.ExecuteAsync(Command(sql, parameters));

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql.Replace("{page}", Dialect.Page, StringComparison.Ordinal), parameters, transaction, cancellationToken: Stop);
}
