using DocFlow.Contracts;
using DocFlow.Dispatch.Numbering;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Issuing;

/// <summary>
/// First transaction of an issue: takes number and date and writes the register's line as reserved (Decree 30/2020 art. 14, 15, 16), or
/// finds the reservation that an interrupted issue of the same file left open: same number, same date.
/// </summary>
public sealed class ReserveNumber(Database database, NumberingRules numbering, TimeProvider clock)
{
    /// <summary>The number and date to fill in, and for what.</summary>
    public sealed record Reservation(IssueRow Issue, CaseReadyToIssue Ready, bool Resumed);

    public Task<Outcome<Reservation>> Handle(ReadyCase seen, string keptBy, Actor actor, CancellationToken stop) =>
        database.Write(session => Reserve(session, seen, keptBy, actor), stop);

    private async Task<Outcome<Reservation>> Reserve(Session session, ReadyCase seen, string keptBy, Actor actor)
    {
        var ready = await ReadyCase.Ask(session, seen.CaseId);
        var standing = await session.Find<IssueRow>(StandingOfCase, new { seen.CaseId });
        if ((await ready.Answer()).SingleOrDefault() != seen)
            return IssueRefusals.Changed;
        if (standing is not null)
            return new Reservation(standing, seen.Said, Resumed: true);

        var issue = await Take(session, seen.Said);
        var trail = await session.TrailOf(seen.Said.DocumentId);
        if (await session.One<long>(SameCode, new { issue.Year, issue.Code }) > 0)
            return IssueRefusals.CodeTaken(issue.Code);

        await Write(session, (issue, seen.Said, keptBy), actor);
        await Record(session, trail, (issue, seen.FileSha256), actor);
        return new Reservation(issue, seen.Said, Resumed: false);
    }

    private async Task<IssueRow> Take(Session session, CaseReadyToIssue ready)
    {
        var today = clock.OfficeToday();
        var book = numbering.BookOf(ready.Draft.TypeName);
        var number = await session.TakeNumber(NumberingRules.CounterOf(book, today.Year));
        return new IssueRow
        {
            Id = Guid.CreateVersion7(session.Now),
            CaseId = ready.CaseId,
            DocumentId = ready.DocumentId,
            State = "reserved",
            Book = book,
            Year = today.Year,
            Number = number,
            Code = NumberingRules.CodeOf(number, ready.Draft.Notation),
            DatedOn = today,
        };
    }

    private static Task Write(Session session, (IssueRow Issue, CaseReadyToIssue Ready, string KeptBy) line, Actor actor)
    {
        var (issue, ready, keptBy) = line;
        return session.Keep(Add, new
        {
            issue.Id, issue.CaseId, ready.CaseVersion, issue.DocumentId, issue.State,
            issue.Book, issue.Year, issue.Number, issue.Code, issue.DatedOn,
            ready.Draft.TypeName,
            ready.Draft.Subject,
            SignerName = $"{ready.Signatory.Authority} {ready.Signatory.Position} {ready.Signatory.FullName}".Trim(),
            Recipients = string.Join("; ", ready.Draft.Recipients.Select(recipient => recipient.Name)),
            KeptBy = keptBy,
            Copies = ready.Draft.Recipients.Count,
            ReadySha256 = ready.FileSha256,
            session.Now,
            By = actor.UserId,
            ByName = actor.FullName,
        });
    }

    private static Task Record(Session session, TrailEnd trail, (IssueRow Issue, string FileSha256) of, Actor actor) =>
        session.Record(trail, "number-reserved", actor, new { of.Issue.Book, of.Issue.Code, of.Issue.DatedOn, of.FileSha256 });

    private const string StandingOfCase = $"""
        select {IssueRow.Columns}
        from dispatch_issue
        where case_id = @CaseId and state = 'reserved' and voided_at is null
        """;

    private const string SameCode = """
        select count(*)
        from dispatch_issue
        where year = @Year and code = @Code
        """;

    private const string Add = """
        insert into dispatch_issue (
            id, case_id, case_version, document_id, state, book, year, number, code, dated_on, type_name, subject, signer_name,
            recipients, kept_by, copies, ready_sha256, reserved_at, reserved_by, reserved_by_name)
        values (
            @Id, @CaseId, @CaseVersion, @DocumentId, @State, @Book, @Year, @Number, @Code, @DatedOn, @TypeName, @Subject, @SignerName,
            @Recipients, @KeptBy, @Copies, @ReadySha256, @Now, @By, @ByName)
        """;
}
