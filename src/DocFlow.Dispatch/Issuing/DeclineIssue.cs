using DocFlow.Contracts;
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
/// POST /dispatch/ready/{caseId}/decline: the clerk sends a ready case back with a reason; a number reserved for it becomes void.
/// </summary>
public sealed class DeclineIssue(Once once)
{
    public sealed record Command(string FileSha256, string Reason);

    public sealed record Declined(Guid CaseId, string Reason);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapPost("/ready/{caseId:guid}/decline", async (
        Guid caseId, Command command, RequestKey key, Actor actor, DeclineIssue decline, Language language, CancellationToken stop) =>
        (await decline.Handle(caseId, command, key, actor, stop)).ToResult(language));

    public async Task<Outcome<Declined>> Handle(Guid caseId, Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (!actor.MaySeal)
            return IssueRefusals.NoSeal;
        if (IssueRefusals.ReasonMissing(command.Reason) is { } missing)
            return missing;

        return await once.Run(key, command, session => Decline(session, caseId, command, actor), stop);
    }

    private static async Task<Outcome<Declined>> Decline(Session session, Guid caseId, Command command, Actor actor)
    {
        var ready = await ReadyCase.Find(session, caseId);
        if (ready is null || !await ready.Move(session, ReadyCase.Declined))
            return IssueRefusals.NotReady;
        if (ready.FileSha256 != command.FileSha256)
            return IssueRefusals.Changed;

        RoomAct.On(ready.Said.DocumentId, caseId);
        var (said, reason) = (ready.Said, command.Reason.Trim());
        await VoidNumber.OfCase(session, caseId, reason, (actor.UserId.ToString(), actor.FullName));
        await session.Publish(new IssueDeclined
        {
            CaseId = caseId,
            DocumentId = said.DocumentId,
            Reason = reason,
            DeclinedByName = actor.FullName,
            DeclinedAt = session.Now,
        });
        await session.Record(said.DocumentId, "issue-declined", actor, new { said.FileSha256, Reason = reason });
        return new Declined(caseId, reason);
    }
}
