using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace DocFlow.Host.Telemetry;

/// <summary>
/// One line for each event, as text or as JSON (DOCFLOW_LOG__FORMAT). What others log is written as its template with the values left
/// out, unless they are on a short list: only so is it certain that no path, query or error text brings a name or a secret into the log.
/// Of an exception stand its type, its code and where it was thrown, never its message.
/// </summary>
internal sealed class LineFormatter(string format, TimeProvider clock) : ConsoleFormatter(NameOf(format))
{
    /// <summary>The two formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["text", "json"];

    /// <summary>What the console knows it by; "json" alone is another's.</summary>
    public static string NameOf(string format) => "docflow-" + format;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = LogLine.Of(logEntry, clock.GetUtcNow());
        textWriter.Write(format == "json" ? line.AsJson() : line.AsText());
        textWriter.Write('\n');
    }
}
