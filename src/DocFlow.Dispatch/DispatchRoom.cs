using DocFlow.Platform;

namespace DocFlow.Dispatch;

/// <summary>What the host composes of this service.</summary>
public static class DispatchRoom
{
    /// <summary>The room.</summary>
    public static Room Room { get; } = new("dispatch", typeof(DispatchRoom).Assembly);
}
