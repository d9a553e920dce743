using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace DocFlow.Platform.Data;

internal sealed class PostgresDialect : Dialect
{
    private const string PoolIsEmpty = "The connection pool has been exhausted"; // Npgsql has no code for it

    // four roles, each in two processes, fit into the hundred or two hundred connections that a server commonly allows
    private const int Connections = 20;

    private readonly NpgsqlDataSource _source;
    private readonly string _afresh;

    public PostgresDialect(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (!builder.ShouldSerialize("Timeout"))
            builder.Timeout = 5; // people wait: no answer is told within seconds
        if (!builder.ShouldSerialize("Maximum Pool Size"))
            builder.MaxPoolSize = Connections;
        builder.Options ??= "-c max_parallel_workers_per_gather=0"; // small answers to many people: workers cost more than they bring
        if (!builder.ShouldSerialize("Max Auto Prepare"))
            (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (200, 2); // the same few again and again: planned once a connection
        builder.NoResetOnClose = true; // no session leaves anything behind on its connection
        _source = NpgsqlDataSource.Create(builder);
        (builder.Pooling, builder.Timeout, builder.CommandTimeout) = (false, 3, 3);
        _afresh = builder.ToString();
    }

    public override string Page => "limit @Limit offset @Offset";

    public override string MigrationLock => "select pg_advisory_xact_lock(4021967)";

    public override bool Gathers => true;

    public override string Now => "select clock_timestamp()";

    public override string TableExists =>
        "select count(*) from information_schema.tables where table_schema = current_schema() and table_name = @Table";

    public override DbConnection Connect(bool write = false) => _source.CreateConnection();

    public override DbConnection ConnectAfresh() => new NpgsqlConnection(_afresh);

    public override void ForgetConnections() => _source.Clear();

    public override async Task<DbTransaction> Begin(DbConnection connection, bool write, CancellationToken stop) =>
        await connection.BeginTransactionAsync(write ? IsolationLevel.ReadCommitted : IsolationLevel.RepeatableRead, stop);

    public override string Type(string token, int? length) => token switch
    {
        "uuid" => "uuid",
        "text" => length is null ? "text" : $"varchar({length})",
        "int" => "integer",
        "bigint" => "bigint",
        "bool" => "boolean",
        "time" => "timestamptz",
        "date" => "date",
        "bytes" => "bytea",
        _ => throw new ArgumentException($"Unknown type token '{token}'."),
    };

    public override string Claim(string table, string open, string columns) => $"""
        update {table}
        set due_at = @Until, sends = sends + 1
        where id in (select id from {table} where {open} and due_at <= @Now order by due_at limit @Limit for update skip locked)
        returning {columns}
        """;

    protected override DataError ClassifyTold(DbException error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => DataError.Duplicate,
        // connection exceptions, shutting or starting up, the server's own disk
        PostgresException { SqlState: ['0', '8', ..] or ['5', '7', 'P', ..] or ['5', '8', ..] } => DataError.Lost,
        PostgresException { IsTransient: true } => DataError.Transient,
        PostgresException => DataError.Fault,
        // every connection of the pool is in use: the server itself answers, and the others are well
        NpgsqlException { InnerException: TimeoutException } full when full.Message.StartsWith(PoolIsEmpty, StringComparison.Ordinal) =>
            DataError.Transient,
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => DataError.Lost,
        NpgsqlException { IsTransient: true } => DataError.Lost,
        _ => DataError.Fault,
    };
}
