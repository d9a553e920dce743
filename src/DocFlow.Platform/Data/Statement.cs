using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;

namespace DocFlow.Platform.Data;

/// <summary>
/// A statement as PostgreSQL takes it, found out once: its parameters numbered, so that the driver parses nothing, and how its rows become
/// records.
/// </summary>
internal sealed partial class Statement
{
    private static readonly ConcurrentDictionary<(string Sql, Type? Values), Statement> Known = new();

    private readonly string _text;
    private readonly PropertyInfo[] _values;
    private Parser? _parser;

    private sealed record Parser(Type Of, Func<DbDataReader, object> Row);

    private Statement((string Sql, Type? Values) key)
    {
        var places = new List<PropertyInfo>();
        _text = Named().Replace(key.Sql, name => key.Values?.GetProperty(name.Groups[1].Value, AnyCase) is { } value
            ? string.Create(CultureInfo.InvariantCulture, $"${PlaceOf(value)}")
            : name.Value);
        _values = [.. places];

        int PlaceOf(PropertyInfo value)
        {
            if (!places.Contains(value))
                places.Add(value);
            return places.IndexOf(value) + 1;
        }
    }

    /// <summary>The statement of a text with <c>@Name</c> for each value; the values may have more properties than it asks for.</summary>
    public static Statement Of(string sql, object? values) => Known.GetOrAdd((sql, values?.GetType()), key => new Statement(key));

    /// <summary>Writes it into a batch.</summary>
    public void Write(DbBatchCommand command, object? values)
    {
        command.CommandText = _text;
        foreach (var property in _values)
        {
            var parameter = command.CreateParameter();
            TypeHandlers.Bind(parameter, property.GetValue(values), property.PropertyType);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Reads its rows to the end.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(DbDataReader reader, CancellationToken stop)
    {
        var rows = new List<T>();
        if (!reader.HasRows)
            return rows;
        var parser = _parser?.Of == typeof(T) ? _parser : _parser = new Parser(typeof(T), reader.GetRowParser(typeof(T)));
        while (await reader.ReadAsync(stop))
            rows.Add(parser.Row(reader) switch
            {
                T row => row,
                null => default!,
                var other => (T)Convert.ChangeType(other, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture),
            });
        return rows;
    }

    private const BindingFlags AnyCase = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    [GeneratedRegex(@"(?<![@\w])@(\w+)")]
    private static partial Regex Named();
}
