using System.Data;
using System.Data.Common;
using Npgsql;

namespace DocFlow.Platform.Data;

internal sealed class PostgresDialect(string connection) : Dialect
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connection);

    public override string Page => "limit @Limit offset @Offset";

    public override string MigrationLock => "select pg_advisory_xact_lock(4021967)";

    public override string TableExists =>
        "select count(*) from information_schema.tables where table_schema = current_schema() and table_name = @Table";

    public override DbConnection Connect() => _source.CreateConnection();

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
        set due_at = @Lease, sends = sends + 1
        where id in (select id from {table} where {open} and due_at <= @Now order by due_at limit @Limit for update skip locked)
        returning {columns}
        """;

    public override DataError Classify(DbException error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => DataError.Duplicate,
        NpgsqlException { IsTransient: true } => DataError.Transient,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } => DataError.Transient,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure } => DataError.Transient,
        _ => DataError.Fault,
    };
}
