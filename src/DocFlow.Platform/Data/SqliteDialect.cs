using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace DocFlow.Platform.Data;

internal sealed class SqliteDialect : Dialect
{
    // one gate a file: without it writers wait seconds in SQLite's own busy loop
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new();
    private readonly string _connection;
    private readonly ConcurrentStack<KeptConnection> _readers = new();
    private readonly ConcurrentStack<KeptConnection> _writers = new();

    public SqliteDialect(string connection)
    {
        var builder = new SqliteConnectionStringBuilder(connection) { Pooling = false, DefaultTimeout = 30, ForeignKeys = true };
        _connection = builder.ToString();
        WriterGate = Gates.GetOrAdd(Path.GetFullPath(builder.DataSource), _ => new SemaphoreSlim(1, 1));
    }

    public override SemaphoreSlim WriterGate { get; }

    public override string Page => "limit @Limit offset @Offset";

    public override string? MigrationLock => null;

    public override string TableExists => "select count(*) from sqlite_master where type = 'table' and name = @Table";

    // what a connection has read of the file is good until another one writes: so one connection writes
    public override DbConnection Connect(bool write = false)
    {
        var idle = write ? _writers : _readers;
        return idle.TryPop(out var kept) ? kept : new KeptConnection(_connection, idle);
    }

    public override DbConnection ConnectAfresh() => new SqliteConnection(_connection);

    public override void ForgetConnections()
    {
        foreach (var idle in (ConcurrentStack<KeptConnection>[])[_readers, _writers])
        {
            while (idle.TryPop(out var kept))
                kept.Close();
        }
    }

    public override Task<DbTransaction> Begin(DbConnection connection, bool write, CancellationToken stop) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: !write));

    public override string Type(string token, int? length) => token switch
    {
        "uuid" or "text" or "time" or "date" => "text",
        "int" or "bigint" or "bool" => "integer",
        "bytes" => "blob",
        _ => throw new ArgumentException($"Unknown type token '{token}'."),
    };

    public override string Claim(string table, string open, string columns) => $"""
        update {table}
        set due_at = @Until, sends = sends + 1
        where id in (select id from {table} where {open} and due_at <= @Now order by due_at limit @Limit)
        returning {columns}
        """;

    protected override DataError ClassifyTold(DbException error) => error is not SqliteException sqlite ? DataError.Fault : sqlite switch
    {
        { SqliteExtendedErrorCode: 2067 or 1555 } => DataError.Duplicate,
        { SqliteErrorCode: 5 or 6 } => DataError.Transient,
        // the disk fails or is full, or the file cannot be opened
        { SqliteErrorCode: 10 or 13 or 14 } => DataError.Lost,
        _ => DataError.Fault,
    };
}
