using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Platform.Trail;

/// <summary>Views are part of the trail too: who looked at what, before it is shown.</summary>
public static class TrailView
{
    /// <summary>Records that a person is about to see a subject (a document, a case, a file of it).</summary>
    public static Task RecordView(this Database database, Guid subject, Actor actor, object details, CancellationToken stop = default) =>
        database.Write(session => session.Record(subject, "viewed", actor, details), stop);
}
