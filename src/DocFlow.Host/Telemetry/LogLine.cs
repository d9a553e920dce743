using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DocFlow.Platform.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocFlow.Host.Telemetry;

/// <summary>An event of the log, with nothing in it that may not be there.</summary>
public sealed record LogLine
{
    private const string Template = "{OriginalFormat}";
    private static readonly HashSet<string> KnownToOthers = ["address", "StatusCode", "ElapsedMilliseconds", "MessageId", "EnvName"];

    /// <summary>When it was said.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How grave it is.</summary>
    public required LogLevel Level { get; init; }

    /// <summary>The category: our assemblies are the rooms.</summary>
    public required string Room { get; init; }

    /// <summary>What happened.</summary>
    public required string Message { get; init; }

    /// <summary>The message's values by name, as far as they may be told.</summary>
    public required IReadOnlyDictionary<string, object?> Values { get; init; }

    /// <summary>The trace in whose course it was said.</summary>
    public string? Trace { get; init; }

    /// <summary>The error and its causes.</summary>
    public IReadOnlyList<ErrorTrace> Errors { get; init; } = [];

    /// <summary>Takes from an entry what may be told of it.</summary>
    public static LogLine Of<TState>(in LogEntry<TState> entry, DateTimeOffset at)
    {
        var ours = entry.Category.StartsWith("DocFlow.", StringComparison.Ordinal);
        var values = new Dictionary<string, object?>();
        var template = "";
        foreach (var (key, value) in entry.State as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            if (key == Template)
                template = value as string ?? "";
            else if (ours || KnownToOthers.Contains(key))
                values[key] = value;
        }

        return new LogLine
        {
            At = at,
            Level = entry.LogLevel,
            Room = entry.Category,
            Message = ours ? entry.Formatter(entry.State, null) : Filled(template, values),
            Values = values,
            Trace = Activity.Current?.TraceId.ToHexString(),
            Errors = ErrorTrace.Of(entry.Exception),
        };
    }

    /// <summary>For people.</summary>
    public string AsText()
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{At:yyyy-MM-ddTHH:mm:ss.fffZ} {Level.ToString().ToLowerInvariant()} {Room}: ");
        line.Append(Message.ReplaceLineEndings(" "));
        if (Trace is not null)
            line.Append(CultureInfo.InvariantCulture, $" [{Trace}]");
        foreach (var error in Errors)
            line.Append(CultureInfo.InvariantCulture, $" | {error.Type} {error.Code} at {string.Join(" < ", error.At)}");
        return line.ToString();
    }

    /// <summary>For programs.</summary>
    public string AsJson()
    {
        var fields = new Dictionary<string, object?>
        {
            ["at"] = At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["level"] = Level.ToString().ToLowerInvariant(),
            ["room"] = Room,
            ["message"] = Message,
        };
        foreach (var (key, value) in Values)
            fields[JsonNamingPolicy.CamelCase.ConvertName(key)] = value is null or string or long or int or bool ? value : Invariant(value);
        if (Trace is not null)
            fields["trace"] = Trace;
        if (Errors.Count > 0)
            fields["errors"] = Errors;
        return JsonSerializer.Serialize(fields, MessageJson.Options);
    }

    private static string? Invariant(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    private static string Filled(string template, Dictionary<string, object?> values)
    {
        foreach (var (key, value) in values)
            template = template.Replace("{" + key + "}", Invariant(value!), StringComparison.Ordinal);
        return template;
    }
}
