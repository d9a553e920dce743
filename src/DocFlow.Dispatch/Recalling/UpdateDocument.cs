using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// POST /dispatch/issues/{id}/update: a clerk corrects what an issued document's packets said (subject, urgency, day to reply by), or who
/// has it. Each recipient that has a copy gets an update packet (type 2) and answers 15 or 16; who is no recipient any more is asked for
/// its copy, who is one now is sent the letter. The issued file stays as it is. Who has not answered something else yet is left out, and
/// told with the next update, which then may correct nothing more.
/// </summary>
public sealed class UpdateDocument(Once once, AskForCopy copies, AddRecipients recipients, QueueStatus statuses)
{
    /// <summary>Why, and what is corrected; what is left out stays.</summary>
    public sealed record Command(string Reason, string? Subject, DateOnly? ReplyBy)
    {
        public Urgency? Urgency { get; init; }

        /// <summary>Codes of agencies that are to have the letter, too.</summary>
        public IReadOnlyList<string> Added { get; init; } = [];

        /// <summary>Codes of recipients that are none any more.</summary>
        public IReadOnlyList<string> Removed { get; init; } = [];
    }

    /// <summary>Who was sent the update, whose copy is asked back or was taken back here, and who is sent the letter now.</summary>
    public sealed record Answer(Guid IssueId, IReadOnlyList<string> Asked)
    {
        public IReadOnlyList<string> AskedBack { get; init; } = [];

        public IReadOnlyList<string> Added { get; init; } = [];

        /// <summary>Who has not answered something else yet, and is told with a later update.</summary>
        public IReadOnlyList<string> LeftOut { get; init; } = [];
    }

    internal static void Map(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder dispatch) =>
        Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(dispatch, "/issues/{id:guid}/update", async (
            Guid id, Command command, RequestKey key, Actor actor, UpdateDocument update, Language language, CancellationToken stop) =>
            (await update.Handle(id, command, key, actor, stop)).ToResult(language));

    public async Task<Outcome<Answer>> Handle(Guid issue, Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (!actor.MaySeal)
            return IssueRefusals.NoSeal;
        if (IssueRefusals.ReasonMissing(command.Reason) is { } missing)
            return missing;
        if (command.Subject?.Trim().Length > 500)
            return RecallRefusals.NothingChanges;
        return await once.Run(key, new { issue, command }, session => Update(session, issue, command, actor), stop);
    }

    private async Task<Outcome<Answer>> Update(Session session, Guid issueId, Command command, Actor actor)
    {
        var found = await FreezeDocument.Lock(session, issueId);
        if (found.Refusal is { } refusal)
            return refusal;
        var agency = await Agency.Need(session);
        if (agency.Refusal is { } nobody)
            return nobody;

        // whoever writes a first packet at this moment came before, or finds the new words
        await session.Execute(LockCopies, new { Id = issueId });
        var all = await session.List<DeliveryRow>(CopiesOf, new { Id = issueId });
        var added = await AddRecipients.Named(session, command.Added, all);
        if (added.Refusal is { } unknown)
            return unknown;
        var correction = await CorrectionOf(session, issueId, command, (all, added.Answer));
        var owed = (await CopyRequest.LeftOut(session, issueId)).ToLookup(request => request.DeliveryId);
        var gone = correction.Removed.Select(one => one.Code).ToHashSet();
        var staying = all.Where(copy => copy.State != DeliveryRow.Recalled && !gone.Contains(copy.RecipientCode)).ToList();
        if (correction.IsEmpty)
            staying.RemoveAll(copy => !owed.Contains(copy.Id));
        if (staying.Count == 0 && added.Answer.Count == 0)
            return correction.IsEmpty ? RecallRefusals.NothingChanges : RecallRefusals.NobodyLeft;
        var wish = new AskForCopy.Wish(found.Answer, agency.Answer.Code, command.Reason.Trim(), actor.FullName);
        return await Ask(session, (wish, correction), (staying, owed), actor);
    }

    private async Task<Outcome<Answer>> Ask(
        Session session, (AskForCopy.Wish Wish, Correction Correction) update,
        (IReadOnlyList<DeliveryRow> Staying, ILookup<Guid, CopyRequest> Owed) copiesNow, Actor actor)
    {
        var (wish, correction) = update;
        var (staying, owed) = copiesNow;
        var issue = wish.Issue;
        var now = correction.Now;
        var (asked, left, back) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var copy in staying.Where(HasPacket))
        {
            var said = owed[copy.Id].Reverse().Aggregate(correction, (late, early) => late.After(Correction.Read(early.Change!)));
            var isAsked = await AskOne(session, copy, (wish, said));
            (isAsked ? asked : left).Add(copy.RecipientCode);
            if (!isAsked && !correction.IsEmpty)
                await RequestFor(session, copy, (wish, correction), CopyRequestState.LeftOut).Keep(session);
        }

        if (asked.Count + correction.Added.Count + correction.Removed.Count == 0 && !staying.Any(IsUnbegun))
            return RecallRefusals.NothingToAsk;
        await session.Execute(KeepWords, new { issue.Id, now.Subject, Urgency = (int)now.Urgency, now.ReplyBy });
        foreach (var copy in await session.List<DeliveryRow>(CopiesOf, new { issue.Id }))
        {
            if (correction.Removed.Any(one => one.Code == copy.RecipientCode) && await copies.Handle(session, copy, wish) is not null)
                back.Add(copy.RecipientCode);
        }

        await recipients.Add(session, issue, correction.Added, (int)now.Urgency);
        await session.Record(issue.DocumentId, "update-asked", actor, new { issue.Code, wish.Reason, correction, asked, left, back });
        return new Answer(issue.Id, asked) { AskedBack = back, Added = [.. correction.Added.Select(one => one.Code)], LeftOut = left };
    }

    private static bool HasPacket(DeliveryRow copy) => copy.Status != "02" && !IsUnbegun(copy);

    // its packet will say the new words by itself
    private static bool IsUnbegun(DeliveryRow copy) => copy is { State: DeliveryRow.Preparing, Sends: 0, PacketSha256: null };

    private async Task<bool> AskOne(Session session, DeliveryRow copy, (AskForCopy.Wish Wish, Correction Correction) update)
    {
        if (!DeliveryLaw.MayAsk(CopyRequest.Standing(copy, await CopyRequest.Open(session, copy.Id)), PacketBusiness.Update))
            return false;
        await CopyRequest.Overtake(session, copy.Id);
        var request = RequestFor(session, copy, update, CopyRequestState.Asked);
        await request.Keep(session);
        var packet = await AskForCopy.PacketOf(session, request, copy, update.Wish);
        await statuses.Add(session, packet with { Business = PacketBusiness.Update });
        return true;
    }

    private static CopyRequest RequestFor(
        Session session, DeliveryRow copy, (AskForCopy.Wish Wish, Correction Correction) update, CopyRequestState state) =>
        AskForCopy.RequestFor(session, copy, update.Wish, (PacketBusiness.Update, state)) with { Change = update.Correction.ToJson() };

    private static async Task<Correction> CorrectionOf(
        Session session, Guid issue, Command command, (IReadOnlyList<DeliveryRow> Copies, IReadOnlyList<Recipient> Added) recipients)
    {
        var was = LetterAtHand.WordsOf(await session.One<LetterAtHand.LetterRow>(LetterAtHand.Load, new { IssueId = issue }));
        var subject = string.IsNullOrWhiteSpace(command.Subject) ? was.Subject : command.Subject.Trim();
        return new Correction
        {
            Was = was,
            Now = new LetterWords(subject, command.Urgency ?? was.Urgency, command.ReplyBy ?? was.ReplyBy),
            Added = recipients.Added,
            Removed =
            [
                .. recipients.Copies
                    .Where(copy => copy.State != DeliveryRow.Recalled
                        && command.Removed.Contains(copy.RecipientCode, StringComparer.OrdinalIgnoreCase))
                    .Select(copy => new Recipient(copy.RecipientCode, copy.RecipientName)),
            ],
        };
    }

    private const string LockCopies = """
        update dispatch_delivery
        set changed_at = changed_at
        where issue_id = @Id
        """;

    private const string CopiesOf = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where issue_id = @Id
        order by recipient_name
        """;

    private const string KeepWords = """
        update dispatch_issue
        set subject = @Subject, urgency = @Urgency, reply_by = @ReplyBy
        where id = @Id
        """;
}
