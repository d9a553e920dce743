using DocFlow.Platform;

namespace DocFlow.Intake;

/// <summary>What the host composes of this service.</summary>
public static class IntakeRoom
{
    /// <summary>The room.</summary>
    public static Room Room { get; } = new("intake", typeof(IntakeRoom).Assembly);
}
