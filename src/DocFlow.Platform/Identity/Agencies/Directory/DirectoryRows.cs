using System.Globalization;
using Dapper;
using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>An entry with what it is found by.</summary>
internal sealed record DirectoryRow
{
    public required string CodeKey { get; init; }

    public required string Code { get; init; }

    public string? OldKey { get; init; }

    public string? OldCode { get; init; }

    public required string Name { get; init; }

    public required string FoldedName { get; init; }

    public string? ParentKey { get; init; }

    public string? ParentCode { get; init; }

    public string? Mail { get; init; }

    public required bool Active { get; init; }

    public required bool Test { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Writes many entries with few statements: a country's list in seconds.</summary>
internal static class DirectoryRows
{
    // SQLite looks each parameter up by its name among all of the statement: larger is slower, smaller is more trips to a server
    private const int AtOnce = 25;

    private static readonly string[] Columns =
    [
        "code_key", "code", "old_key", "old_code", "name", "folded_name", "parent_key", "parent_code", "mail", "active", "test", "source",
        "changed_at",
    ];

    /// <summary>Each becomes the row of its code, in the place of what stood there.</summary>
    public static async Task Replace(Session session, IReadOnlyList<DirectoryRow> rows)
    {
        foreach (var some in rows.Chunk(AtOnce))
        {
            var (keys, values) = Parameters(some.Select(row => row.CodeKey));
            await session.Execute($"delete from identity_directory where code_key in ({keys})", values);
        }

        await Add(session, rows);
    }

    /// <summary>Codes that stood nowhere yet.</summary>
    public static async Task Add(Session session, IReadOnlyList<DirectoryRow> rows)
    {
        foreach (var some in rows.Chunk(AtOnce))
            await Insert(session, some);
    }

    /// <summary>They may not be chosen any more.</summary>
    public static async Task Retire(Session session, IReadOnlyList<string> codeKeys)
    {
        foreach (var some in codeKeys.Chunk(AtOnce))
        {
            var (keys, values) = Parameters(some);
            values.AddDynamicParams(new { No = false, session.Now });
            await session.Execute($"update identity_directory set active = @No, changed_at = @Now where code_key in ({keys})", values);
        }
    }

    private static Task<int> Insert(Session session, DirectoryRow[] rows)
    {
        var parameters = new DynamicParameters();
        var values = rows.Index().Select(row => Values(row.Item, row.Index, parameters)).ToList();
        var columns = string.Join(", ", Columns);
        return session.Execute($"insert into identity_directory ({columns}) values {string.Join(", ", values)}", parameters);
    }

    private static string Values(DirectoryRow row, int place, DynamicParameters parameters)
    {
        object?[] values =
        [
            row.CodeKey, row.Code, row.OldKey, row.OldCode, row.Name, row.FoldedName, row.ParentKey, row.ParentCode, row.Mail, row.Active,
            row.Test, row.Source, row.ChangedAt,
        ];
        var names = Columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"{column}_{place}")).ToArray();
        foreach (var (name, value) in names.Zip(values))
            parameters.Add(name, value);
        return $"({string.Join(", ", names.Select(name => "@" + name))})";
    }

    /// <summary>A parameter a value: the names between commas, and the values.</summary>
    public static (string Names, DynamicParameters Values) Parameters(IEnumerable<string> keys)
    {
        var values = new DynamicParameters();
        var names = keys.Index().Select(key =>
        {
            var name = "Key" + key.Index.ToString(CultureInfo.InvariantCulture);
            values.Add(name, key.Item);
            return "@" + name;
        });
        return (string.Join(", ", names), values);
    }
}
