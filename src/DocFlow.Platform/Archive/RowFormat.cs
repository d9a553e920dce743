using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using DocFlow.Platform.Data;

namespace DocFlow.Platform.Archive;

/// <summary>
/// A row as it is kept outside of any engine: a JSON array with one value a column. Instants are in UTC microseconds, which is what every
/// engine keeps; bytes are base64.
/// </summary>
internal static class RowFormat
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string Day = "yyyy-MM-dd";

    /// <summary>Writes the row that the reader stands on; its columns are in the table's order.</summary>
    public static void Write(Utf8JsonWriter json, DbDataReader row, Table table)
    {
        json.WriteStartArray();
        for (var place = 0; place < table.Columns.Count; place++)
        {
            if (row.IsDBNull(place))
                json.WriteNullValue();
            else
                Write(json, row.GetValue(place), table.Columns[place].Kind);
        }

        json.WriteEndArray();
    }

    /// <summary>The values of a kept row, ready to be bound.</summary>
    public static IEnumerable<object?> Read(string line, Table table)
    {
        using var json = JsonDocument.Parse(line);
        if (json.RootElement.GetArrayLength() != table.Columns.Count)
            throw new FormatException($"A row of {table.Name} has {json.RootElement.GetArrayLength()} values.");
        return [.. json.RootElement.EnumerateArray().Zip(table.Columns, (value, column) => Value(value, column.Kind))];
    }

    private static void Write(Utf8JsonWriter json, object value, string kind)
    {
        switch (kind)
        {
            case "uuid":
                json.WriteStringValue(TypeHandlers.Id(value));
                break;
            case "time":
                json.WriteStringValue(TypeHandlers.Instant(value).UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
                break;
            case "date":
                json.WriteStringValue(TypeHandlers.Day(value).ToString(Day, CultureInfo.InvariantCulture));
                break;
            case "bool":
                json.WriteBooleanValue(Convert.ToBoolean(value, CultureInfo.InvariantCulture));
                break;
            case "int" or "bigint":
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case "bytes":
                json.WriteBase64StringValue((byte[])value);
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    private static object? Value(JsonElement value, string kind) => value.ValueKind == JsonValueKind.Null ? null : kind switch
    {
        "uuid" => value.GetGuid(),
        "time" => DateTimeOffset.ParseExact(
            value.GetString()!, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        "date" => DateOnly.ParseExact(value.GetString()!, Day, CultureInfo.InvariantCulture),
        "bool" => value.GetBoolean(),
        "int" => value.GetInt32(),
        "bigint" => value.GetInt64(),
        "bytes" => value.GetBytesFromBase64(),
        _ => value.GetString(),
    };
}
