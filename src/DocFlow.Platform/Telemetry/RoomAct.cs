using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Telemetry;

/// <summary>
/// An act in a room, from its door (a request that writes, a message, a try of a delivery) to its end: one line in the room's log, one
/// measurement, and the document on its trace. What happens inside says what it is about with <see cref="On"/>.
/// </summary>
public sealed partial class RoomAct
{
    private static readonly AsyncLocal<RoomAct?> Current = new();
    private string _outcome = "done";
    private Guid? _document;
    private Guid? _case;

    private RoomAct()
    {
    }

    /// <summary>The room, which is also the log's category, and the act: a route or a consumer's name.</summary>
    public sealed record Door(string Room, string Act)
    {
        /// <summary>Where the line goes.</summary>
        public required ILogger Log { get; init; }

        /// <summary>The trace's activity, or null.</summary>
        public Activity? Activity { get; init; }
    }

    /// <summary>Says which document and case the act in hand is about.</summary>
    public static void On(Guid? document, Guid? @case = null)
    {
        if (Current.Value is { } act)
            (act._document, act._case) = (document ?? act._document, @case ?? act._case);
    }

    /// <summary>Does the work and says what came of it.</summary>
    public static async Task Run(Door door, Func<Task> work)
    {
        var begun = Stopwatch.GetTimestamp();
        var act = Current.Value = new RoomAct();
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            act._outcome = fault is OperationCanceledException ? "stopped" : "failed";
            throw;
        }
        finally
        {
            act.End(door, Stopwatch.GetElapsedTime(begun));
        }
    }

    internal static void Refused(string code)
    {
        if (Current.Value is { } act)
            act._outcome = code;
    }

    private void End(Door door, TimeSpan took)
    {
        var kind = _outcome is "done" or "failed" or "stopped" ? _outcome : "refused";
        Instruments.ActDuration.Record(took.TotalSeconds, new("room", door.Room), new("act", door.Act), new("outcome", kind));
        Tracing.Mark(door.Activity, (_document, _case));
        door.Activity?.SetTag("docflow.room", door.Room).SetTag("docflow.outcome", _outcome);
        if (kind == "failed")
            door.Activity?.SetStatus(ActivityStatusCode.Error);
        Done(door.Log, door.Act, _outcome, (long)took.TotalMilliseconds, _document);
    }

    [LoggerMessage(1, LogLevel.Information, "{Act} {Outcome} in {Milliseconds} ms, document {Document}")]
    private static partial void Done(ILogger log, string act, string outcome, long milliseconds, Guid? document);
}
