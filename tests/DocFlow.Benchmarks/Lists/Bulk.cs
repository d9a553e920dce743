using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace DocFlow.Benchmarks.Lists;

/// <summary>Fills a table as fast as the engine takes rows: COPY on PostgreSQL, one prepared insert in one transaction on SQLite.</summary>
public sealed class Bulk(DbConnection connection)
{
    /// <summary>Writes the rows; each has a value for each of the columns, in their order.</summary>
    public async Task Fill(string table, string columns, IEnumerable<object?[]> rows)
    {
        var watch = Stopwatch.StartNew();
        var count = connection is NpgsqlConnection postgres
            ? await Copy(postgres, table, columns, rows)
            : Insert((SqliteConnection)connection, table, columns, rows);
        Console.WriteLine($"  {table,-22}{count,12:N0} rows{watch.Elapsed.TotalSeconds,8:F1} s");
    }

    public async Task Execute(string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> Copy(NpgsqlConnection connection, string table, string columns, IEnumerable<object?[]> rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} ({columns}) from stdin (format binary)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var value in row)
                await Write(copy, value);
        }

        return (long)await copy.CompleteAsync();
    }

    private static Task Write(NpgsqlBinaryImporter copy, object? value) => value switch
    {
        null => copy.WriteNullAsync(),
        Guid id => copy.WriteAsync(id, NpgsqlDbType.Uuid),
        DateTimeOffset time => copy.WriteAsync(time, NpgsqlDbType.TimestampTz),
        DateOnly day => copy.WriteAsync(day, NpgsqlDbType.Date),
        int number => copy.WriteAsync(number, NpgsqlDbType.Integer),
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint),
        bool yes => copy.WriteAsync(yes, NpgsqlDbType.Boolean),
        _ => copy.WriteAsync((string)value, NpgsqlDbType.Text),
    };

    private static long Insert(SqliteConnection connection, string table, string columns, IEnumerable<object?[]> rows)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        var parameters = columns.Split(',').Select((_, place) => new SqliteParameter($"@p{place}", null)).ToArray();
        command.CommandText = $"insert into {table} ({columns}) values ({string.Join(", ", parameters.Select(one => one.ParameterName))})";
        command.Parameters.AddRange(parameters);
        var count = 0L;
        foreach (var row in rows)
        {
            for (var place = 0; place < row.Length; place++)
                parameters[place].Value = Kept(row[place]);
            command.ExecuteNonQuery();
            count++;
        }

        transaction.Commit();
        return count;
    }

    // as the platform's type handlers keep them
    private static object Kept(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToString().ToUpperInvariant(),
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };
}
