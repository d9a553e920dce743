using DocFlow.Platform.Data;

namespace DocFlow.Platform.Reconciling;

/// <summary>A question that a room asks of its own tables.</summary>
public sealed record Check(Func<ReadSession, Look, Task<IReadOnlyList<Finding>>> Find)
{
    /// <summary>It reads whole tables: asked only by a look at everything.</summary>
    public bool Thorough { get; init; }
}
