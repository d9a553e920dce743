using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace DocFlow.Platform.Data;

internal sealed class SqliteDialect : Dialect
{
    // one gate a file: without it writers wait seconds in SQLite's own busy loop
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new();
    // the pool keeps connections open, and their settings with them
    private static readonly ConditionalWeakTable<object, object> Set = [];
    private readonly string _connection;

    public SqliteDialect(string connection)
    {
        var builder = new SqliteConnectionStringBuilder(connection) { Pooling = true, DefaultTimeout = 30, ForeignKeys = true };
        _connection = builder.ToString();
        WriterGate = Gates.GetOrAdd(Path.GetFullPath(builder.DataSource), _ => new SemaphoreSlim(1, 1));
    }

    public override SemaphoreSlim WriterGate { get; }

    public override string Page => "limit @Limit offset @Offset";

    public override string? MigrationLock => null;

    public override string TableExists => "select count(*) from sqlite_master where type = 'table' and name = @Table";

    public override DbConnection Connect() => new SqliteConnection(_connection);

    public override DbConnection ConnectAfresh() =>
        new SqliteConnection(new SqliteConnectionStringBuilder(_connection) { Pooling = false }.ToString());

    public override void ForgetConnections()
    {
        // a file has no line to lose
    }

    public override async Task<DbTransaction> Begin(DbConnection connection, bool write, CancellationToken stop)
    {
        var sqlite = (SqliteConnection)connection;
        if (!Set.TryGetValue(sqlite.Handle!, out _))
        {
            await using var pragma = sqlite.CreateCommand();
            // FULL: an act that was answered is on the disk, also when the power goes
            pragma.CommandText = "pragma journal_mode = wal; pragma synchronous = full;";
            await pragma.ExecuteNonQueryAsync(stop);
            Set.AddOrUpdate(sqlite.Handle!, sqlite.Handle!);
        }

        return sqlite.BeginTransaction(deferred: !write);
    }

    public override string Type(string token, int? length) => token switch
    {
        "uuid" or "text" or "time" or "date" => "text",
        "int" or "bigint" or "bool" => "integer",
        "bytes" => "blob",
        _ => throw new ArgumentException($"Unknown type token '{token}'."),
    };

    public override string Claim(string table, string open, string columns) => $"""
        update {table}
        set due_at = @Lease, sends = sends + 1
        where id in (select id from {table} where {open} and due_at <= @Now order by due_at limit @Limit)
        returning {columns}
        """;

    public override DataError Classify(DbException error) => error is not SqliteException sqlite ? DataError.Fault : sqlite switch
    {
        { SqliteExtendedErrorCode: 2067 or 1555 } => DataError.Duplicate,
        { SqliteErrorCode: 5 or 6 } => DataError.Transient,
        // the disk fails or is full, or the file cannot be opened
        { SqliteErrorCode: 10 or 13 or 14 } => DataError.Lost,
        _ => DataError.Fault,
    };
}
