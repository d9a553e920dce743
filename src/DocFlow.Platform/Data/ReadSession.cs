using System.Collections;
using System.Data;
using System.Data.Common;
using Dapper;

namespace DocFlow.Platform.Data;

/// <summary>One consistent look at the database; never writes. Rows are records with init properties, columns in snake_case.</summary>
public class ReadSession(DbConnection connection, DbTransaction? transaction, Dialect dialect, CancellationToken stop)
{
    /// <summary>The engine's differences.</summary>
    public Dialect Dialect { get; } = dialect;

    /// <summary>Stops the work.</summary>
    public CancellationToken Stop { get; } = stop;

    private protected Gathered Gathered { get; } = new(connection, transaction);

    /// <summary>The one row, or null.</summary>
    public async Task<T?> Find<T>(string sql, object? parameters = null) => (await List<T>(sql, parameters)).SingleOrDefault();

    /// <summary>The one row; a missing one is a fault.</summary>
    public async Task<T> One<T>(string sql, object? parameters = null) => (await List<T>(sql, parameters)).Single();

    /// <summary>All rows.</summary>
    public virtual async Task<IReadOnlyList<T>> List<T>(string sql, object? parameters = null) => await GoesWithGathered(parameters)
        ? await Gathered.Ask<T>(Text(sql), parameters, Stop).Answer()
        : (await connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <summary>All rows, wanted later: where the dialect gathers, the question goes with the next one.</summary>
    public virtual async Task<Later<IReadOnlyList<T>>> Ask<T>(string sql, object parameters) => Dialect.Gathers
        ? Gathered.Ask<T>(Text(sql), parameters, Stop)
        : new Later<IReadOnlyList<T>>(await List<T>(sql, parameters));

    /// <summary>Rows one by one, for tables that no memory holds.</summary>
    internal Task<DbDataReader> Stream(string sql) => connection.ExecuteReaderAsync(Command(sql, null), CommandBehavior.SequentialAccess);

    // values that are no properties are Dapper's to bind: what waits goes before them
    private protected async Task<bool> GoesWithGathered(object? parameters)
    {
        if (!Dialect.Gathers || parameters is not (IEnumerable or SqlMapper.IDynamicParameters))
            return Dialect.Gathers;
        if (Gathered.Any)
            await Gathered.Send(Stop);
        return false;
    }

    private protected DbCommand NewCommand(string sql)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command;
    }

    private protected Task<int> Run(string sql, object? parameters, int? seconds = null) =>
        connection.ExecuteAsync(Command(sql, parameters, seconds));

    private protected string Text(string sql) =>
        sql.Replace("{page}", Dialect.Page, StringComparison.Ordinal).Replace("{first}", Dialect.First, StringComparison.Ordinal);

    private CommandDefinition Command(string sql, object? parameters, int? seconds = null) =>
        new(Text(sql), parameters, transaction, seconds, cancellationToken: Stop);
}
