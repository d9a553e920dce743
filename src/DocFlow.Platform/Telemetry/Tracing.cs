using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace DocFlow.Platform.Telemetry;

/// <summary>
/// Traces across processes: an act's context is kept in its outbox rows, given to the bus in a header, and taken up by the consumer. While
/// nobody listens nothing is kept, sent or made.
/// </summary>
public static class Tracing
{
    /// <summary>The header of a bus message that carries its context (W3C Trace Context).</summary>
    public const string Header = "traceparent";

    private static readonly ConcurrentDictionary<Type, (PropertyInfo? Document, PropertyInfo? Case)> Subjects = new();

    /// <summary>The one source of activities.</summary>
    public static ActivitySource Source { get; } = new(Instruments.Name);

    /// <summary>The context to keep with what this act leaves behind; null while nobody traces.</summary>
    public static string? Parent => Source.HasListeners() ? Activity.Current?.Id : null;

    /// <summary>Goes on in a kept context, or begins a trace.</summary>
    public static Activity? Continue(string name, ActivityKind kind, string? parent) =>
        Source.HasListeners() ? Source.StartActivity(name, kind, ContextOf(parent)) : null;

    /// <summary>Begins a trace of its own that points at a kept context: for work that is tried again and again, hours later.</summary>
    public static Activity? Linked(string name, string? parent)
    {
        if (!Source.HasListeners())
            return null;
        var origin = ContextOf(parent);
        return Source.StartActivity(
            name, ActivityKind.Internal, default(ActivityContext), links: origin == default ? null : [new ActivityLink(origin)]);
    }

    /// <summary>Says which document and case a message is about: its properties DocumentId and CaseId, where it has them.</summary>
    internal static (Guid? Document, Guid? Case) SubjectOf(object message)
    {
        var (document, @case) = Subjects.GetOrAdd(
            message.GetType(), type => (type.GetProperty("DocumentId", typeof(Guid)), type.GetProperty("CaseId", typeof(Guid))));
        return ((Guid?)document?.GetValue(message), (Guid?)@case?.GetValue(message));
    }

    /// <summary>Marks an activity with its document and case, by which a document's whole walk is found.</summary>
    internal static void Mark(Activity? activity, (Guid? Document, Guid? Case) subject)
    {
        if (activity is not { IsAllDataRequested: true })
            return;
        if (subject.Document is { } document)
            activity.SetTag("docflow.document", document.ToString());
        if (subject.Case is { } @case)
            activity.SetTag("docflow.case", @case.ToString());
    }

    private static ActivityContext ContextOf(string? parent) =>
        ActivityContext.TryParse(parent, null, isRemote: true, out var context) ? context : default;
}
