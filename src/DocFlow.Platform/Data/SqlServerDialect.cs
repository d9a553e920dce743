using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace DocFlow.Platform.Data;

internal sealed class SqlServerDialect(string connection) : Dialect
{
    public override string Page => "offset @Offset rows fetch next @Limit rows only";

    public override string MigrationLock =>
        "exec sp_getapplock @Resource = 'docflow-migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000";

    public override string TableExists => "select count(*) from information_schema.tables where table_name = @Table";

    public override DbConnection Connect() => new SqlConnection(connection);

    public override async Task<DbTransaction> Begin(DbConnection connection, bool write, CancellationToken stop) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop);

    public override string Type(string token, int? length) => token switch
    {
        "uuid" => "uniqueidentifier",
        "text" => length is null ? "nvarchar(max)" : $"nvarchar({length})",
        "int" => "int",
        "bigint" => "bigint",
        "bool" => "bit",
        "time" => "datetimeoffset(7)",
        "date" => "date",
        "bytes" => "varbinary(max)",
        _ => throw new ArgumentException($"Unknown type token '{token}'."),
    };

    // one statement takes and returns the rows: lock hints are not to be relied on alone
    public override string Claim(string table, string open, string columns) => $"""
        update top (@Limit) {table}
        set due_at = @Lease, sends = sends + 1
        output {string.Join(", ", columns.Split(',').Select(column => "inserted." + column.Trim()))}
        where {open} and due_at <= @Now
        """;

    // 2627 and 2601: duplicate key; 1205: deadlock; -2: timeout; 0 and 10054 and the like: the connection
    public override DataError Classify(DbException error) => error is not SqlException sql ? DataError.Fault : sql.Number switch
    {
        2627 or 2601 => DataError.Duplicate,
        1205 or -2 or 10053 or 10054 or 10060 or 40197 or 40501 or 40613 => DataError.Transient,
        _ => DataError.Fault,
    };
}
