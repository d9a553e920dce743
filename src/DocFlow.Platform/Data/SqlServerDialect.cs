using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace DocFlow.Platform.Data;

internal sealed class SqlServerDialect(string connection) : Dialect
{
    // people wait: no answer is told within seconds, not after the client's own patient tries
    private readonly string _connection = Hasty(connection);

    public override string Page => "offset @Offset rows fetch next @Limit rows only";

    public override string First => "offset 0 rows fetch next 1 rows only";

    public override string OnTable(string table) => "on " + table;

    public override string MigrationLock =>
        "exec sp_getapplock @Resource = 'docflow-migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000";

    public override string Now => "select sysdatetimeoffset()";

    public override string TableExists => "select count(*) from information_schema.tables where table_name = @Table";

    public override DbConnection Connect(bool write = false) => new SqlConnection(_connection);

    public override DbConnection ConnectAfresh() => new SqlConnection(
        new SqlConnectionStringBuilder(_connection) { Pooling = false, ConnectTimeout = 3, CommandTimeout = 3 }.ToString());

    public override void ForgetConnections() => SqlConnection.ClearPool((SqlConnection)Connect());

    public override async Task<DbTransaction> Begin(DbConnection connection, bool write, CancellationToken stop) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop);

    // snapshot isolation where the database allows it; else serializable, behind which writers wait
    public override async Task<DbTransaction> BeginSnapshot(DbConnection connection, CancellationToken stop)
    {
        await using var ask = connection.CreateCommand();
        ask.CommandText = "select snapshot_isolation_state from sys.databases where name = db_name()";
        var allowed = Convert.ToInt32(await ask.ExecuteScalarAsync(stop), System.Globalization.CultureInfo.InvariantCulture) == 1;
        return await connection.BeginTransactionAsync(allowed ? IsolationLevel.Snapshot : IsolationLevel.Serializable, stop);
    }

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
        set due_at = @Until, sends = sends + 1
        output {string.Join(", ", columns.Split(',').Select(column => "inserted." + column.Trim()))}
        where {open} and due_at <= @Now
        """;

    // 2627 and 2601: duplicate key; 1205: deadlock; 3960: snapshot conflict; 40501, 10928, 10929: busy; -2: no answer in time; class 20
    // and above, 233, 64 and those of the sockets: the line; on Linux a refused connection has the number 0
    protected override DataError ClassifyTold(DbException error) => error is not SqlException sql ? DataError.Fault : sql switch
    {
        { Number: 2627 or 2601 } => DataError.Duplicate,
        { Number: 1205 or 3960 or 40501 or 10928 or 10929 } => DataError.Transient,
        { Class: >= 20 } => DataError.Lost,
        { Number: -2 or 0 or 64 or 233 or 10053 or 10054 or 10060 or 10061 or 40197 or 40613 or 6005 or 17142 } => DataError.Lost,
        _ => DataError.Fault,
    };

    private static string Hasty(string connection)
    {
        var builder = new SqlConnectionStringBuilder(connection);
        if (!builder.ShouldSerialize("Connect Timeout"))
            builder.ConnectTimeout = 5;
        if (!builder.ShouldSerialize("Connect Retry Count"))
            builder.ConnectRetryCount = 0;
        return builder.ToString();
    }
}
