using System.Reflection;
using System.Text.RegularExpressions;
using DocFlow.Host;
using DocFlow.Platform.Data;

namespace DocFlow.Tests.Architecture;

/// <summary>One statement of the house and where it stands.</summary>
internal sealed record HouseSql(string Place, string Text);

/// <summary>Every statement that a slice or the platform keeps as a constant, and every migration; dialects are no part of it.</summary>
internal static partial class SqlOfTheHouse
{
    /// <summary>The constants that are whole statements.</summary>
    public static IReadOnlyList<HouseSql> Statements { get; } =
    [
        .. Rooms.All.Select(room => room.Assembly).Append(typeof(Dialect).Assembly)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !typeof(Dialect).IsAssignableFrom(type))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => new HouseSql($"{field.DeclaringType!.Name}.{field.Name}", (string)field.GetRawConstantValue()!))
            .Where(sql => Statement().IsMatch(sql.Text)),
    ];

    /// <summary>The migrations.</summary>
    public static IEnumerable<HouseSql> Migrations =>
        Repository.Files("src", ".sql").Select(file => new HouseSql(file.Path, Comment().Replace(file.Text, "")));

    [GeneratedRegex(@"\A(select|insert into|update|delete from|with)\s")]
    private static partial Regex Statement();

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comment();
}
