using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// A document whose copies were all given back (one that a recipient had refused was never kept) is frozen: it is neither sent nor changed
/// any more, its line in the register says so and why; its bytes are kept.
/// </summary>
internal static class FreezeDocument
{
    /// <summary>The issue, for this transaction alone: answers about several copies are taken one after the other.</summary>
    public static async Task<Outcome<IssueRow>> Lock(Session session, Guid issueId)
    {
        await session.Execute(LockIssue, new { Id = issueId });
        return await session.Find<IssueRow>(ById, new { Id = issueId }) switch
        {
            null => IssueRefusals.Unknown,
            { State: not "issued" } => RecallRefusals.NotIssued,
            { RecalledAt: not null } => RecallRefusals.Frozen,
            var issue => issue,
        };
    }

    /// <summary>Freezes it if no copy is out any more.</summary>
    public static async Task<bool> IfAllGivenBack(Session session, IssueRow issue, string reason)
    {
        await session.Execute(LockIssue, new { issue.Id });
        if (await session.Execute(Freeze, new { issue.Id, session.Now, Reason = reason }) == 0)
            return false;
        await session.Record(issue.DocumentId, "recalled", By.System, new { issue.Code, reason });
        return true;
    }

    internal static Task<IssueRow> Of(ReadSession session, Guid issueId) => session.One<IssueRow>(ById, new { Id = issueId });

    private const string LockIssue = """
        update dispatch_issue
        set state = state
        where id = @Id
        """;

    private const string ById = $"""
        select {IssueRow.Columns}
        from dispatch_issue
        where id = @Id
        """;

    private const string Freeze = """
        update dispatch_issue
        set recalled_at = @Now, recall_reason = @Reason
        where id = @Id and state = 'issued' and recalled_at is null and not exists (
            select 1
            from dispatch_delivery
            where dispatch_delivery.issue_id = dispatch_issue.id and dispatch_delivery.state <> 'recalled'
                and (dispatch_delivery.status is null or dispatch_delivery.status <> '02'))
        """;
}
