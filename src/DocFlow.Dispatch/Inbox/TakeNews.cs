using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Inbox;

/// <summary>
/// Collects the status packets that wait for an agency without a system: what became of its answers, and what senders ask about letters
/// that it has (13).
/// </summary>
public sealed class TakeNews(Database database, ContentStore content)
{
    /// <summary>One piece of news.</summary>
    public sealed record News
    {
        public required Guid Id { get; init; }

        public required string FromCode { get; init; }

        public string? FromName { get; init; }

        public required string Code { get; init; }

        public required string Status { get; init; }

        public string? Description { get; init; }

        public required DateTimeOffset CameAt { get; init; }
    }

    /// <summary>Collects what waits; each is kept in the transaction in which it leaves the mailbox.</summary>
    public async Task Handle(Partner agency, CancellationToken stop)
    {
        foreach (var line in await database.Read(session => Mailbox.Waiting(session, agency, "status"), stop))
        {
            await using var packet = await content.Open(line.Sha256, stop);
            var said = PacketReader.Read(packet, _ => Stream.Null, settings: null, stop).Status;
            await database.Write(session => Keep(session, agency, line, said), stop);
        }
    }

    /// <summary>The latest news.</summary>
    public static Task<IReadOnlyList<News>> Latest(ReadSession session, string agency) =>
        session.List<News>(OfAgency, new { Agency = agency, Offset = 0, Limit = 20 });

    private static async Task Keep(Session session, Partner agency, MailboxLine line, StatusPacket? said)
    {
        if ((await AcknowledgeMail.Handle(session, agency, line.Id, AcknowledgeMail.Done)).Refusal is not null
            || await session.One<long>(Known, new { line.Id }) > 0)
            return;
        var us = line.IsOurs ? await Agency.Find(session) : null;
        var news = new
        {
            line.Id,
            Agency = agency.Code,
            FromCode = us?.Code ?? line.FromCode,
            FromName = Shortened.Of(us?.Name ?? said?.From.OrganName, 200),
            line.ExchangeId,
            line.Code,
            Status = said?.StatusCode.Raw is { Length: 2 } code ? code : "--",
            Description = Shortened.Of(said?.Description, 1000),
            session.Now,
        };
        await session.Keep(Insert, news);
        if (said?.StatusCode != StatusCode.RecallAsked)
            return;
        var sender = await DirectoryEntry.Codes(session, news.FromCode);
        await session.Keep(Ask, new
        {
            news.Agency, news.ExchangeId, news.Description, session.Now, sender.Said, sender.InForce, sender.Old,
        });
    }

    private const string OfAgency = """
        select id, from_code, from_name, code, status, description, came_at
        from dispatch_inbox_news
        where agency_code = @Agency
        order by came_at desc, id desc
        {page}
        """;

    private const string Known = """
        select count(*)
        from dispatch_inbox_news
        where id = @Id
        """;

    private const string Insert = """
        insert into dispatch_inbox_news (id, agency_code, from_code, from_name, exchange_id, code, status, description, came_at)
        values (@Id, @Agency, @FromCode, @FromName, @ExchangeId, @Code, @Status, @Description, @Now)
        """;

    // only who sent it asks for it; asked again after a refusal it is a new question; what was given back stays given back
    private const string Ask = """
        update dispatch_inbox_letter
        set asked_reason = @Description, asked_at = @Now, asked_business = 1, asked_answer = null, asked_by_name = null
        where agency_code = @Agency and exchange_id = @ExchangeId and from_code in (@Said, @InForce, @Old) and business in (0, 3)
            and destroyed_at is null
        """;
}
