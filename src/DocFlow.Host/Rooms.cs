using DocFlow.Dispatch;
using DocFlow.Intake;
using DocFlow.Platform;
using DocFlow.Workflow;

namespace DocFlow.Host;

/// <summary>All rooms of the house.</summary>
public static class Rooms
{
    /// <summary>In the order a document walks through them.</summary>
    public static IReadOnlyList<Room> All { get; } = [IntakeRoom.Room, WorkflowRoom.Room, DispatchRoom.Room];
}
