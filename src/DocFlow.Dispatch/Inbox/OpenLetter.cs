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
/// told that it arrived (01).
/// </summary>
public sealed class OpenLetter(Database database, UnpackLetter unpack, SayStatus say)
{
    private sealed record AskedRow
    {
        public string? Description { get; init; }

        public required DateTimeOffset CameAt { get; init; }
    }

    /// <summary>The letter as it is kept; opened before, it is the same.</summary>
    public async Task<Outcome<InboxLetter>> Handle(Guid id, Actor actor, CancellationToken stop)
    {
        var (partner, line, before) = await database.Read(async session =>
        {
            var agency = (await Partner.OfCode(session, actor.PartnerCode!))!;
            return (agency, await Mailbox.Find(session, agency, id), await InboxLetter.Find(session, agency.Code, id));
        }, stop);
        if (before is not null)
            return before;
        if (line is null)
            return Mailbox.Unknown;
        if (line.State == Delivering.DeliveryRow.Recalled)
            return InboxLetter.GivenBack;

        var (words, files) = await unpack.Handle(line.Sha256, stop);
        var kept = await database.Write(session => Keep(session, (partner, actor), (line, words), files), stop);
        if (kept.Refusal is null && kept.Answer.Business == (int)PacketBusiness.New)
            await say.Handle(new SayStatus.Word(kept.Answer, StatusCode.Arrived, Reason: null), partner, actor, stop);
        return kept;
    }

    private static async Task<Outcome<InboxLetter>> Keep(
        Session session, (Partner Agency, Actor Actor) who, (MailboxLine Line, DocumentPacket? Words) what,
        IReadOnlyList<UnpackLetter.Unpacked> files)
    {
        if (await InboxLetter.Find(session, who.Agency.Code, what.Line.Id) is { } faster)
            return faster;
        var collected = await AcknowledgeMail.Handle(session, who.Agency, what.Line.Id, AcknowledgeMail.Done);
        if (collected.Refusal is { } refusal)
            return refusal;

        var letter = await LetterOf(session, who.Actor, who.Agency.Code, what);
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
        await session.Record(letter.Id, "inbox-opened", who.Actor, new { letter.AgencyCode, letter.ExchangeId, letter.PacketSha256 });
        return letter;
    }

    private static async Task<InboxLetter> LetterOf(
        Session session, Actor actor, string agency, (MailboxLine Line, DocumentPacket? Words) what)
    {
        var (line, words) = what;
        var us = line.IsOurs ? await Agency.Find(session) : null;
        var from = us?.Code ?? line.FromCode;
        var sender = await DirectoryEntry.Codes(session, from);
        var asked = await session.Find<AskedRow>(Asked, new
        {
            Agency = agency, line.ExchangeId, sender.Said, sender.InForce, sender.Old, Offset = 0, Limit = 1,
        });
        var business = words?.Bussiness is { DocType: var type } ? (int)type : 0;
        return new InboxLetter
        {
            Id = line.Id,
            AgencyCode = agency,
            FromCode = from,
            FromName = PacketRead.Short(us?.Name ?? words?.Header.From.OrganName, 200),
            ExchangeId = line.ExchangeId,
            Code = line.Code,
            Subject = line.Subject,
            IssuedOn = words?.Header.PromulgationInfo.PromulgationDate?.Value,
            Business = business,
            PacketSha256 = line.Sha256,
            PacketLength = line.Length,
            OpenedAt = session.Now,
            OpenedByName = actor.FullName,
            AskedReason = asked?.Description ?? PacketRead.Short(words?.Bussiness?.Reason, 1000),
            AskedAt = asked?.CameAt ?? (business == 0 ? null : line.CreatedAt),
            AskedBusiness = asked is not null ? (int)PacketBusiness.Recall : business == 0 ? null : business,
        };
    }

    private const string Asked = """
        select description, came_at
        from dispatch_inbox_news
        where agency_code = @Agency and exchange_id = @ExchangeId and from_code in (@Said, @InForce, @Old) and status = '13'
        order by came_at desc
        {page}
        """;
}
