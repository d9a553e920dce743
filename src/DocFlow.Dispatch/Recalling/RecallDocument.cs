using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// POST /dispatch/issues/{id}/recall: a clerk takes an issued document back from all recipients, or from chosen ones, with a reason.
/// Whoever may have its copy is asked (status 13); a copy that has not left us is taken back here, and nobody hears of it.
/// </summary>
public sealed class RecallDocument(Once once, AskForCopy copies)
{
    /// <summary>Why, and from whom: codes of recipients; none for all of them.</summary>
    public sealed record Command(string Reason, IReadOnlyList<string>? Recipients);

    /// <summary>Who was asked, and whose copy was taken back here.</summary>
    public sealed record Answer(Guid IssueId, IReadOnlyList<string> Asked, IReadOnlyList<string> TakenBack, bool Frozen);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapPost("/issues/{id:guid}/recall", async (
        Guid id, Command command, RequestKey key, Actor actor, RecallDocument recall, Language language, CancellationToken stop) =>
        (await recall.Handle(id, command, key, actor, stop)).ToResult(language));

    public async Task<Outcome<Answer>> Handle(Guid issue, Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (!actor.MaySeal)
            return IssueRefusals.NoSeal;
        if (IssueRefusals.ReasonMissing(command.Reason) is { } missing)
            return missing;
        return await once.Run(key, new { issue, command }, session => Recall(session, issue, command, actor), stop);
    }

    private async Task<Outcome<Answer>> Recall(Session session, Guid issueId, Command command, Actor actor)
    {
        var found = await FreezeDocument.Lock(session, issueId);
        if (found.Refusal is { } refusal)
            return refusal;
        var agency = await Agency.Need(session);
        if (agency.Refusal is { } nobody)
            return nobody;

        var reason = command.Reason.Trim();
        var (asked, taken) = (new List<string>(), new List<string>());
        var wish = new AskForCopy.Wish(found.Answer, agency.Answer.Code, reason, actor.FullName);
        foreach (var delivery in await Chosen(session, issueId, command))
        {
            if (await copies.Handle(session, delivery, wish) is { } done)
                (done == CopyRequestState.TakenBack ? taken : asked).Add(delivery.RecipientCode);
        }

        if (asked.Count + taken.Count == 0)
            return RecallRefusals.NothingToAsk;
        await session.Record(found.Answer.DocumentId, "recall-asked", actor, new { found.Answer.Code, reason, asked, taken });
        var frozen = await FreezeDocument.IfAllGivenBack(session, found.Answer, reason);
        return new Answer(issueId, asked, taken, frozen);
    }

    private static async Task<IEnumerable<DeliveryRow>> Chosen(Session session, Guid issueId, Command command)
    {
        var all = await session.List<DeliveryRow>(CopiesOf, new { Id = issueId });
        return command.Recipients is { Count: > 0 } chosen
            ? all.Where(copy => chosen.Contains(copy.RecipientCode, StringComparer.OrdinalIgnoreCase))
            : all;
    }

    private const string CopiesOf = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where issue_id = @Id
        order by recipient_name
        """;
}
