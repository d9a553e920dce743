using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Issuing;

/// <summary>
/// POST /dispatch/issues/{id}/void: a number that was reserved and cannot be used stays in the register as void, with the reason; it is
/// never given again.
/// </summary>
public sealed class VoidNumber(Once once)
{
    public sealed record Command(string Reason);

    public sealed record Voided(Guid IssueId, string Code, string Reason);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapPost("/issues/{id:guid}/void", async (
        Guid id, Command command, RequestKey key, Actor actor, VoidNumber number, Language language, CancellationToken stop) =>
        (await number.Handle(id, command, key, actor, stop)).ToResult(language));

    public async Task<Outcome<Voided>> Handle(Guid issueId, Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (!actor.MaySeal)
            return IssueRefusals.NoSeal;
        if (IssueRefusals.ReasonMissing(command.Reason) is { } missing)
            return missing;

        return await once.Run<Voided>(key, command, async session =>
        {
            var issue = await session.Find<IssueRow>(ById, new { Id = issueId });
            if (issue is null)
                return IssueRefusals.Unknown;
            var by = (actor.UserId.ToString(), actor.FullName);
            return await Void(session, issue, command.Reason.Trim(), by)
                ? new Voided(issue.Id, issue.Code, command.Reason.Trim())
                : IssueRefusals.NotReserved(issue.Code);
        }, stop);
    }

    /// <summary>Voids the open reservation of a case, if there is one.</summary>
    internal static async Task OfCase(Session session, Guid caseId, string reason, (string Id, string Name) by)
    {
        if (await session.Find<IssueRow>(OpenOfCase, new { CaseId = caseId }) is { } open)
            await Void(session, open, reason, by);
    }

    private static async Task<bool> Void(Session session, IssueRow issue, string reason, (string Id, string Name) by)
    {
        if (await session.Execute(VoidIfReserved, new { issue.Id, Reason = reason, By = by.Name, session.Now }) == 0)
            return false;
        RoomAct.On(issue.DocumentId, issue.CaseId);
        await session.Record(issue.DocumentId, "number-voided", by, new { issue.Code, issue.DatedOn, Reason = reason });
        return true;
    }

    private const string ById = $"""
        select {IssueRow.Columns}
        from dispatch_issue
        where id = @Id
        """;

    private const string OpenOfCase = $"""
        select {IssueRow.Columns}
        from dispatch_issue
        where case_id = @CaseId and state = 'reserved' and voided_at is null
        """;

    private const string VoidIfReserved = """
        update dispatch_issue
        set state = 'void', void_reason = @Reason, voided_at = @Now, voided_by_name = @By
        where id = @Id and state = 'reserved'
        """;
}
