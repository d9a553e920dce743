using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// POST /dispatch/issues/{id}/update: a clerk corrects what an issued document's packets said (subject, day to reply by). Each recipient
/// that has a copy gets an update packet (type 2) with the full new header, and answers 15 or 16; the issued file stays as it is.
/// </summary>
public sealed class UpdateDocument(Database database, ContentStore content, WritePacket writer, QueueStatus statuses)
{
    /// <summary>Why, and what is corrected.</summary>
    public sealed record Command(string Reason, string? Subject, DateOnly? ReplyBy);

    /// <summary>Who was sent the update.</summary>
    public sealed record Answer(Guid IssueId, IReadOnlyList<string> Asked);

    private sealed record Written(DeliveryRow Copy, Guid PacketId, StoredFile Packet);

    internal static void Map(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder dispatch) =>
        Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(dispatch, "/issues/{id:guid}/update", async (
            Guid id, Command command, RequestKey key, Actor actor, UpdateDocument update, Language language, CancellationToken stop) =>
            (await update.Handle(id, command, key, actor, stop)).ToResult(language));

    public async Task<Outcome<Answer>> Handle(Guid issue, Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (WhyNot(command, actor) is { } refusal)
            return refusal;
        var request = new { issue, command };
        if (await database.Glance(session => Once.Earlier<Answer>(session, key, request), stop) is { } earlier)
            return earlier;

        var written = await Write(issue, command, stop);
        return written.Refusal is { } unwritten ? unwritten : await database.Write(async session =>
        {
            if (await Once.Earlier<Answer>(session, key, request) is { } same)
                return same;
            var answer = await Ask(session, issue, (command, written.Answer), actor);
            if (answer.Refusal is null)
                await Once.Keep(session, key, request, answer.Answer);
            return answer;
        }, stop);
    }

    private static Refusal? WhyNot(Command command, Actor actor)
    {
        if (!actor.MaySeal)
            return IssueRefusals.NoSeal;
        if (IssueRefusals.ReasonMissing(command.Reason) is { } missing)
            return missing;
        var nothing = string.IsNullOrWhiteSpace(command.Subject) && command.ReplyBy is null;
        return nothing || command.Subject?.Length > 500 ? RecallRefusals.NothingChanges : null;
    }

    private async Task<Outcome<IReadOnlyList<Written>>> Write(Guid issue, Command command, CancellationToken stop)
    {
        var copies = await database.Read(session => session.List<DeliveryRow>(Out, new { Id = issue }), stop);
        if (copies.Count == 0)
            return RecallRefusals.NothingToAsk;
        using var letter = new LetterAtHand(issue, database, content);
        var written = new List<Written>();
        var subject = string.IsNullOrWhiteSpace(command.Subject) ? null : command.Subject.Trim();
        foreach (var copy in copies)
        {
            var correction = new WritePacket.Correction(Guid.CreateVersion7(), command.Reason.Trim(), subject, command.ReplyBy);
            var (packet, _, why) = await writer.Update(copy, letter, correction, stop);
            if (packet is null)
                return RecallRefusals.NotWritten(why!);
            written.Add(new Written(copy, correction.PacketId, packet));
        }

        return written;
    }

    private async Task<Outcome<Answer>> Ask(
        Session session, Guid issueId, (Command Command, IReadOnlyList<Written> Written) update, Actor actor)
    {
        var found = await FreezeDocument.Lock(session, issueId);
        if (found.Refusal is { } refusal)
            return refusal;
        var asked = new List<string>();
        foreach (var one in update.Written)
        {
            // as it is now: while the packets were written it may have been refused or given back
            var copy = await session.One<DeliveryRow>(Copy, new { one.Copy.Id });
            if (!DeliveryLaw.MayAsk(CopyRequest.Standing(copy, await CopyRequest.Open(session, copy.Id)), PacketBusiness.Update))
                continue;
            await RequestOf(one, update.Command, (session, actor)).Keep(session);
            await statuses.Add(session, await PacketOf(one, found.Answer, (session, actor)));
            asked.Add(one.Copy.RecipientCode);
        }

        if (asked.Count == 0)
            return RecallRefusals.NothingToAsk;
        await session.Record(found.Answer.DocumentId, "update-asked", actor, new { found.Answer.Code, update.Command, asked });
        return new Answer(issueId, asked);
    }

    private static CopyRequest RequestOf(Written one, Command command, (Session Session, Actor Actor) by) => new()
    {
        Id = one.PacketId,
        IssueId = one.Copy.IssueId,
        DeliveryId = one.Copy.Id,
        Kind = PacketBusiness.Update,
        Reason = command.Reason.Trim(),
        AskedAt = by.Session.Now,
        AskedByName = by.Actor.FullName,
        State = CopyRequestState.Asked,
    };

    private static async Task<StatusToSend> PacketOf(Written one, IssueRow issue, (Session Session, Actor Actor) by) => new()
    {
        Id = one.PacketId,
        FromCode = await by.Session.One<string>("select code from identity_agency where id = 1"),
        ToCode = one.Copy.RecipientCode,
        ToName = one.Copy.RecipientName,
        ExchangeId = await by.Session.One<string>(ExchangeIdOf, new { one.Copy.Id }),
        Code = issue.Code,
        IssuedOn = issue.DatedOn,
        Status = new StatusCode(""),
        GivenAt = by.Session.Now,
        Update = one.Packet,
    };

    private const string Out = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where issue_id = @Id and state in ('sent', 'mailbox', 'sending') and (status is null or status <> '02')
        order by recipient_name
        """;

    private const string Copy = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where id = @Id
        """;

    private const string ExchangeIdOf = """
        select exchange_id
        from dispatch_delivery
        where id = @Id
        """;
}
