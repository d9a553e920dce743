using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace DocFlow.Host.Telemetry;

/// <summary>
/// One line for each event, as text or as JSON (DOCFLOW_LOG__FORMAT). What others log is written as its template with the values left
/// out, unless they are on a short list: only so is it certain that no path, query or error text brings a name or a secret into the log.
/// Of an exception stand its type, its code and where it was thrown, never its message.
/// </summary>
internal sealed class LineFormatter(string name, TimeProvider clock) : ConsoleFormatter(name)
{
    /// <summary>The two formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["text", "json"];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = LogLine.Of(logEntry, clock.GetUtcNow());
        textWriter.Write(Name == "json" ? line.AsJson() : line.AsText());
        textWriter.Write('\n');
    }
}
