using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using DocFlow.Host;
using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Tests.Platform.Archive;

/// <summary>Rows in every table that the migrations make, with all there is to get wrong between engines.</summary>
internal static partial class EveryTable
{
    public const int Rows = 3;

    /// <summary>The one file that all rows name.</summary>
    public static readonly byte[] File = Encoding.UTF8.GetBytes("tệp");

    private static readonly DateTimeOffset Instant = new DateTimeOffset(2026, 2, 5, 14, 15, 16, TimeSpan.FromHours(7)).AddTicks(1_234_567);

    /// <summary>What the migrations declare.</summary>
    public static IReadOnlyList<Table> Declared { get; } = Schema.After(Scripts());

    // tables in which a file stands once: their first row names it, and the others none
    private static readonly HashSet<string> Once =
        [.. Scripts().SelectMany(script => UniqueHash().Matches(script)).Select(index => index.Groups[1].Value)];

    /// <summary>Puts them in, but for the trail, which is written by acts.</summary>
    public static async Task Fill(TestInstallation office)
    {
        await office.Content.Put(stream => stream.WriteAsync(File).AsTask());
        foreach (var table in Declared.Where(table => !table.Name.StartsWith("trail_", StringComparison.Ordinal)))
        {
            for (var row = 1; row <= Rows; row++)
            {
                var values = new DynamicParameters();
                foreach (var column in table.Columns)
                    values.Add(column.Name, Value(column, row, names: row == 1 || !Once.Contains(table.Name)));
                await office.Database.Write(session => session.Execute(
                    $"insert into {table.Name} ({Names(table, "")}) values ({Names(table, "@")})", values));
            }
        }
    }

    // the third row is as empty as it may be
    private static object? Value(Column column, int row, bool names) => column switch
    {
        { Kind: "uuid" } => new Guid(row, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9]),
        { Kind: "int" } => row,
        { Kind: "bigint" } => row * 5_000_000_000L,
        { Kind: "bool" } => row == 2,
        { Kind: "time" } => Instant.AddDays(row),
        { Kind: "date" } => new DateOnly(2026, 2, row),
        { Kind: "bytes" } => new byte[] { 0, 255, (byte)row },
        _ when names && column.Name.EndsWith("sha256", StringComparison.Ordinal) => Convert.ToHexStringLower(SHA256.HashData(File)),
        _ => row == 3 ? "" : $"ữ{row}",
    };

    private static string Names(Table table, string before) => string.Join(", ", table.Columns.Select(column => before + column.Name));

    private static IEnumerable<string> Scripts() =>
        from assembly in Rooms.All.Select(room => room.Assembly).Prepend(typeof(Room).Assembly)
        from name in assembly.GetManifestResourceNames()
        where Migration().IsMatch(name)
        orderby Migration().Match(name).Groups[1].Value
        select Text(assembly, name);

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"unique index \w+ on (\w+) \(\w*sha256\)")]
    private static partial Regex UniqueHash();

    [GeneratedRegex(@"(\d{4})_\w+\.sql$")]
    private static partial Regex Migration();
}
