using System.Data.Common;
using System.Net.Sockets;

namespace DocFlow.Platform.Data;

/// <summary>What an error of the engine means to the platform.</summary>
public enum DataError
{
    /// <summary>A fault: let it reach the log.</summary>
    Fault,

    /// <summary>Somebody wrote the same key first: run again, and the slice's own check will see it.</summary>
    Duplicate,

    /// <summary>Busy, a deadlock, no connection free: run again.</summary>
    Transient,

    /// <summary>The connection is lost or no answer came: the database may be away.</summary>
    Lost,
}

/// <summary>The few things in which the engines differ; all other SQL is portable.</summary>
public abstract class Dialect
{
    /// <summary>A connection to be opened, of the pool once it is.</summary>
    public abstract DbConnection Connect(bool write = false);

    /// <summary>A closed connection that will not be one of the pool.</summary>
    public abstract DbConnection ConnectAfresh();

    /// <summary>Empties the pool: where one connection was lost the others are likely dead too.</summary>
    public abstract void ForgetConnections();

    /// <summary>Begins a session: a write session takes its lock at once where the engine would otherwise fail late.</summary>
    public abstract Task<DbTransaction> Begin(DbConnection connection, bool write, CancellationToken stop);

    /// <summary>Begins a look at everything as it is now: where a read session is one already, that is it.</summary>
    public virtual Task<DbTransaction> BeginSnapshot(DbConnection connection, CancellationToken stop) =>
        Begin(connection, write: false, stop);

    /// <summary>Replaces the type tokens of a migration: {uuid} {text} {text:N} {int} {bigint} {bool} {time} {date} {bytes}.</summary>
    public abstract string Type(string token, int? length);

    /// <summary>The clause behind <c>order by</c> that cuts a page; stands for the token {page}; takes @Offset and @Limit.</summary>
    public abstract string Page { get; }

    /// <summary>
    /// The clause behind <c>order by</c> that leaves the first row; stands for the token {first}. Without parameters: a plan for a page
    /// whose length is not known is no good plan for one row, and PostgreSQL would make a new one each time.
    /// </summary>
    public virtual string First => "limit 1";

    /// <summary>What follows the name of an index that a migration drops; stands for the token {on TABLE}.</summary>
    public virtual string OnTable(string table) => "";

    /// <summary>
    /// Claims up to @Limit rows of a work table whose <c>due_at</c> is not after @Now, setting it to @Until and counting <c>sends</c> up,
    /// and returns <paramref name="columns"/>. Two workers never get the same row.
    /// </summary>
    /// <param name="table">The work table; its key is <c>id</c>.</param>
    /// <param name="open">Condition of a row that still wants work.</param>
    /// <param name="columns">Columns to return, comma separated.</param>
    public abstract string Claim(string table, string open, string columns);

    /// <summary>
    /// Takes the lock under which migrations run, held to the end of the transaction; null where the write lock is enough.
    /// </summary>
    public abstract string? MigrationLock { get; }

    /// <summary>Asks what time it is by the database's clock; null where that is this machine's own.</summary>
    public virtual string? Now => null;

    /// <summary>Asks whether the table @Table exists: a count.</summary>
    public abstract string TableExists { get; }

    /// <summary>What this error means.</summary>
    public DataError Classify(Exception error) => error switch
    {
        DbException told => ClassifyTold(told),
        // Npgsql lets it out bare where the host's name is not known
        SocketException => DataError.Lost,
        _ => DataError.Fault,
    };

    /// <summary>What this error of the engine's own means.</summary>
    protected abstract DataError ClassifyTold(DbException error);

    /// <summary>
    /// Whether statements that need no answer go there together with the next one; such an engine numbers its parameters.
    /// </summary>
    public virtual bool Gathers => false;

    /// <summary>One writer at a time in this process, or null where the engine arbitrates well by itself.</summary>
    public virtual SemaphoreSlim? WriterGate => null;

    /// <summary>The dialect of a configuration.</summary>
    /// <exception cref="ArgumentException">The engine's name is not known.</exception>
    public static Dialect For(DataOptions options) => options.Engine switch
    {
        "sqlite" => new SqliteDialect(options.Connection),
        "postgresql" => new PostgresDialect(options.Connection),
        "sqlserver" => new SqlServerDialect(options.Connection),
        _ => throw new ArgumentException($"Unknown database engine '{options.Engine}': use sqlite, postgresql or sqlserver."),
    };
}
