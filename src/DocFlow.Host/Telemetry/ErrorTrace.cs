using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;

namespace DocFlow.Host.Telemetry;

/// <summary>What may be told of an exception: its type, the code that its kind has, and where it was thrown. Never its message.</summary>
public sealed record ErrorTrace(string Type, string? Code, IReadOnlyList<string> At)
{
    private const int MostFrames = 6;
    private const int MostErrors = 4;

    /// <summary>The exception and what caused it, outermost first.</summary>
    public static IReadOnlyList<ErrorTrace> Of(Exception? exception)
    {
        var errors = new List<ErrorTrace>();
        for (; exception is not null && errors.Count < MostErrors; exception = exception.InnerException)
            errors.Add(new ErrorTrace(exception.GetType().Name, CodeOf(exception), Frames(exception)));
        return errors;
    }

    private static string? CodeOf(Exception exception) => exception switch
    {
        DbException { SqlState: { } state } => "SQLSTATE " + state,
        DbException database => "error " + database.ErrorCode,
        SocketException socket => socket.SocketErrorCode.ToString(),
        HttpRequestException http => http.HttpRequestError.ToString(),
        IOException io => $"0x{io.HResult:X8}",
        _ => null,
    };

    private static List<string> Frames(Exception exception) =>
    [
        .. new StackTrace(exception).GetFrames()
            .Select(frame => frame.GetMethod())
            .Where(method => method?.DeclaringType is not null)
            .Select(method => $"{method!.DeclaringType!.Name}.{method.Name}")
            .Take(MostFrames),
    ];
}
