using System.Globalization;
using System.Text;

namespace DocFlow.Platform.Telemetry.Page;

/// <summary>How instruments and tags are called and quoted in Prometheus' text format 0.0.4.</summary>
internal static class MetricNames
{
    /// <summary>The name with its unit and _total on a counter: docflow.act.duration becomes docflow_act_duration_seconds.</summary>
    public static string Of(string instrument, string? unit, MetricKind kind)
    {
        var name = Clean(instrument) + unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return kind switch
        {
            MetricKind.Counter => name + "_total",
            // _count is the name of a histogram's own sample
            MetricKind.Gauge when name.EndsWith("_count", StringComparison.Ordinal) => name[..^"_count".Length],
            _ => name,
        };
    }

    /// <summary>Tags as label="value", in the order of their names, so that the same tags are the same series.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0)
            return "";
        var labels = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            labels[i] = $"{Clean(tags[i].Key)}=\"{Quoted(Text(tags[i].Value))}\"";
        Array.Sort(labels, StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    /// <summary>A help line's text.</summary>
    public static string Help(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string value) => Help(value).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var letter in name)
            clean.Append(char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '_');
        return char.IsAsciiDigit(clean[0]) ? "_" + clean : clean.ToString();
    }
}
