using DocFlow.Dispatch.Exchange;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Identity.People;
using DocFlow.Platform.Mail;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Inbox;

/// <summary>
/// The sweep of notices: an agency whose people sign in here and whose address stands in the directory is told by mail of each packet that
/// waits for it, once. The mail says who sent it, its number and its subject, and nothing else. Does nothing where no mail server is set.
/// </summary>
public sealed class TellByMail(Database database, Mailer mailer, TimeProvider clock, ILogger<TellByMail> log) : BackgroundService
{
    private const int Batch = 16;
    private const int MostTries = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClaimedFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    // what lay there for longer when mail was switched on is no news
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    private sealed record NoticeRow
    {
        public required Guid Id { get; init; }

        public required string Address { get; init; }

        public required string FromName { get; init; }

        public required string Code { get; init; }

        public required string Subject { get; init; }

        public required int Sends { get; init; }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => mailer.Options.IsOn
        ? Sweeping.Run(Round, Interval, log, stoppingToken)
        : Task.CompletedTask;

    /// <summary>Notes what came and sends what is due; whether there may be more.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        foreach (var agency in await database.Read(WithNews, stop))
            await database.Write(session => Note(session, agency), stop);

        var due = await database.Write(Claim, stop);
        foreach (var notice in due)
            await Send(notice, stop);
        return due.Count == Batch;
    }

    // an agency whose people read its mailbox here has no system that would collect it
    private async Task<IReadOnlyList<Partner>> WithNews(ReadSession session)
    {
        var agencies = new List<Partner>();
        foreach (var code in await Person.AgenciesWithPeople(session))
        {
            if (await Partner.OfCode(session, code) is { Active: true } agency && (await News(session, agency)).Lines.Count > 0)
                agencies.Add(agency);
        }

        return agencies;
    }

    private async Task<(string Address, IReadOnlyList<MailboxLine> Lines)> News(ReadSession session, Partner agency)
    {
        if ((await DirectoryEntry.Find(session, agency.Code))?.Mail is not { } address)
            return ("", []);
        var now = clock.GetUtcNow();
        var waiting = await Mailbox.Waiting(session, agency, PacketRow.Document, (now - Recent, now + Recent));
        if (waiting.Count == 0)
            return (address, []);
        var told = (await session.List<Guid>(Told, new { agency.Code, Since = now - Recent - Recent })).ToHashSet();
        return (address, [.. waiting.Where(line => !told.Contains(line.Id))]);
    }

    // looked at once more: another process may have noted it meanwhile
    private async Task Note(Session session, Partner agency)
    {
        var (address, lines) = await News(session, agency);
        var senders = await Mailbox.Senders(session, lines);
        foreach (var line in lines)
        {
            await session.Keep(Add, new
            {
                line.Id,
                Agency = agency.Code,
                Address = address,
                FromName = senders[line.FromCode],
                line.Code,
                line.Subject,
                session.Now,
            });
        }
    }

    private Task<IReadOnlyList<NoticeRow>> Claim(Session session) => session.List<NoticeRow>(
        session.Dialect.Claim("dispatch_notice", "state = 'due'", "id, address, from_name, code, subject, sends"),
        new { session.Now, Until = session.Now + ClaimedFor, Limit = Batch });

    private async Task Send(NoticeRow notice, CancellationToken stop)
    {
        var why = await mailer.Send(LetterOf(notice), stop);
        var state = why is null ? "sent" : notice.Sends < MostTries ? "due" : "failed";
        var next = clock.GetUtcNow() + FirstWait * Math.Pow(2, notice.Sends - 1);
        var sent = why is null ? clock.GetUtcNow() : (DateTimeOffset?)null;
        await database.Write(session => session.Keep(Mark, new { notice.Id, State = state, Why = why, Due = next, Sent = sent }), stop);
    }

    private Letter LetterOf(NoticeRow notice) => new(
        notice.Address,
        // a sender may write a line break into a number; a mail's subject cannot hold one
        $"Văn bản mới: {notice.Code}".ReplaceLineEndings(" "),
        $"""
         Có văn bản mới chờ nhận.
         Nơi gửi: {notice.FromName}
         Số, ký hiệu: {notice.Code}
         Trích yếu: {notice.Subject}

         Đăng nhập để đọc và trả lời: {mailer.Options.Site}/inbox
         """);

    private const string Told = """
        select id
        from dispatch_notice
        where agency_code = @Code and created_at > @Since
        """;

    private const string Add = """
        insert into dispatch_notice (id, agency_code, address, from_name, code, subject, state, due_at, sends, created_at)
        values (@Id, @Agency, @Address, @FromName, @Code, @Subject, 'due', @Now, 0, @Now)
        """;

    private const string Mark = """
        update dispatch_notice
        set state = @State, last_error = @Why, due_at = @Due, sent_at = @Sent
        where id = @Id
        """;
}
