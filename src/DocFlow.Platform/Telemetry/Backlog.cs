using DocFlow.Platform.Data;

namespace DocFlow.Platform.Telemetry;

/// <summary>What waits in an installation: the outbox, the messages that failed, and the documents at each stage of some rooms.</summary>
public sealed record Backlog
{
    /// <summary>Messages not yet handled by all their consumers, with the oldest.</summary>
    public required StageCount Outbox { get; init; }

    /// <summary>Failures that wait for an operator.</summary>
    public required long Failed { get; init; }

    /// <summary>The stages, by room.</summary>
    public required IReadOnlyList<(string Room, StageCount Stage)> Stages { get; init; }

    /// <summary>Counts, by indexes that hold only what is unfinished: as quick with a million documents behind it.</summary>
    public static async Task<Backlog> Read(ReadSession session, IEnumerable<Room> rooms)
    {
        var stages = new List<(string, StageCount)>();
        foreach (var room in rooms)
            stages.AddRange((await room.Stages(session)).Select(stage => (room.Name, stage)));
        return new Backlog
        {
            Outbox = await session.One<StageCount>(Unfinished),
            Failed = await session.One<long>(Failures),
            Stages = stages,
        };
    }

    private const string Unfinished = """
        select 'outbox' as stage, count(*) as count, min(created_at) as oldest
        from outbox_message
        where finished_at is null and failed_at is null
        """;

    private const string Failures = """
        select count(*)
        from outbox_failure failure
        join outbox_message message on message.id = failure.message_id
        where message.finished_at is null
        """;
}
