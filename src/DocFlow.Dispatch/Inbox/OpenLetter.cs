using DocFlow.Contracts;
using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Inbox;

/// <summary>
/// A person of an agency without a system opens a packet of its mailbox: it is collected as a system would collect it, and its sender is
/// told that it arrived (01), in one transaction.
/// </summary>
public sealed class OpenLetter(Database database, UnpackLetter unpack, SayStatus say, TimeProvider clock)
{
    private sealed record AskedRow
    {
        public string? Description { get; init; }

        public required DateTimeOffset CameAt { get; init; }
    }

    private sealed record Found(Partner Agency, Agency? House, MailboxLine? Line, InboxLetter? Before);

    /// <summary>The letter as it is kept; opened before, it is the same.</summary>
    public async Task<Outcome<InboxLetter>> Handle(Guid id, Actor actor, CancellationToken stop)
    {
        var found = await database.Read(async session =>
        {
            var agency = (await Partner.OfCode(session, actor.PartnerCode!))!;
            var before = await InboxLetter.Find(session, agency.Code, id);
            return new Found(agency, await Agency.Find(session), await Mailbox.Find(session, agency, id), before);
        }, stop);
        if (found.Before is not null)
            return found.Before;
        if (found.Line is not { } line)
            return Mailbox.Unknown;
        if (line.State == Delivering.DeliveryRow.Recalled)
            return InboxLetter.GivenBack;

        var (words, files) = await unpack.Handle(line.Sha256, stop);
        var letter = LetterOf(found, line, words, actor);
        Outcome<InboxLetter> kept = letter;
        if (letter.Business == (int)PacketBusiness.New)
        {
            var arrived = new SayStatus.Word(letter, StatusCode.Arrived, Reason: null);
            var said = await say.Handle(arrived, found.Agency, actor, async session =>
            {
                kept = await Keep(session, found.Agency, letter, files, actor);
                return kept.Refusal;
            }, stop);
            if (said.Refusal is null)
                return kept;
        }

        // what cannot be said keeps nobody from reading
        return await database.Write(session => Keep(session, found.Agency, letter, files, actor), stop);
    }

    private static async Task<Outcome<InboxLetter>> Keep(
        Session session, Partner agency, InboxLetter opened, IReadOnlyList<UnpackLetter.Unpacked> files, Actor actor)
    {
        if (await InboxLetter.Find(session, agency.Code, opened.Id) is { } faster)
            return faster;
        var collected = await AcknowledgeMail.Handle(session, agency, opened.Id, AcknowledgeMail.Done);
        if (collected.Refusal is { } refusal)
            return refusal;

        var letter = await WithWhatIsAsked(session, opened);
        await session.Keep(InboxLetter.Insert, letter);
        foreach (var (place, file) in files.Index())
            await session.Keep(InboxFile.Insert, new
            {
                Id = Guid.CreateVersion7(session.Now),
                LetterId = letter.Id,
                Place = place,
                file.Name,
                FileSha256 = file.File.Sha256,
                file.File.Length,
                file.Signatures,
                session.Now,
            });
        await session.Record(letter.Id, "inbox-opened", actor, new { letter.AgencyCode, letter.ExchangeId, letter.PacketSha256 });
        return letter;
    }

    // its sender may have asked for it back before it was opened
    private static async Task<InboxLetter> WithWhatIsAsked(Session session, InboxLetter letter)
    {
        var sender = await DirectoryEntry.Codes(session, letter.FromCode);
        var asked = await session.Find<AskedRow>(Asked, new
        {
            Agency = letter.AgencyCode, letter.ExchangeId, sender.Said, sender.InForce, sender.Old,
        });
        return asked is null ? letter : letter with
        {
            AskedReason = asked.Description ?? letter.AskedReason,
            AskedAt = asked.CameAt,
            AskedBusiness = (int)PacketBusiness.Recall,
        };
    }

    private InboxLetter LetterOf(Found found, MailboxLine line, DocumentPacket? words, Actor actor)
    {
        var us = line.IsOurs ? found.House : null;
        var business = words?.Bussiness is { DocType: var type } ? (int)type : 0;
        return new InboxLetter
        {
            Id = line.Id,
            AgencyCode = found.Agency.Code,
            FromCode = us?.Code ?? line.FromCode,
            FromName = Shortened.Of(us?.Name ?? words?.Header.From.OrganName, 200),
            ExchangeId = line.ExchangeId,
            Code = line.Code,
            Subject = line.Subject,
            IssuedOn = words?.Header.PromulgationInfo.PromulgationDate?.Value,
            Business = business,
            PacketSha256 = line.Sha256,
            PacketLength = line.Length,
            OpenedAt = clock.GetUtcNow(),
            OpenedByName = actor.FullName,
            AskedReason = Shortened.Of(words?.Bussiness?.Reason, 1000),
            AskedAt = business == 0 ? null : line.CreatedAt,
            AskedBusiness = business == 0 ? null : business,
        };
    }

    private const string Asked = """
        select description, came_at
        from dispatch_inbox_news
        where agency_code = @Agency and exchange_id = @ExchangeId and from_code in (@Said, @InForce, @Old) and status = '13'
        order by came_at desc
        {first}
        """;
}
