using DocFlow.Platform;

namespace DocFlow.Workflow;

/// <summary>What the host composes of this service.</summary>
public static class WorkflowRoom
{
    /// <summary>The room.</summary>
    public static Room Room { get; } = new("workflow", typeof(WorkflowRoom).Assembly);
}
