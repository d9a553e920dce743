using DocFlow.Platform.Data;
using DocFlow.Platform.Telemetry;

namespace DocFlow.Dispatch;

/// <summary>What waits in this room, by stage: cases to issue, numbers reserved and not used, copies on their way.</summary>
internal static class UnfinishedWork
{
    public static Task<IReadOnlyList<StageCount>> Count(ReadSession session) => session.List<StageCount>(Open);

    private const string Open = """
        select state as stage, count(*) as count, min(created_at) as oldest
        from dispatch_delivery
        where state in ('preparing', 'sending', 'mailbox', 'failed')
        group by state
        union all
        select state, count(*), min(ready_at)
        from dispatch_ready
        where state = 'waiting'
        group by state
        union all
        select state, count(*), min(reserved_at)
        from dispatch_issue
        where state = 'reserved'
        group by state
        """;
}
