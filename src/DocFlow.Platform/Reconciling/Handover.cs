using DocFlow.Platform.Data;

namespace DocFlow.Platform.Reconciling;

/// <summary>A subject and since when something holds of it.</summary>
public sealed record Known
{
    /// <summary>The document or case.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>
/// One side of a handover between rooms: of whom a room has told with this message, or of whom it has heard by it. The reconciler compares
/// both sides, so no room looks into another's tables.
/// </summary>
public sealed record Handover(Type Message, Func<ReadSession, Look, Task<IReadOnlyList<Known>>> Subjects);
