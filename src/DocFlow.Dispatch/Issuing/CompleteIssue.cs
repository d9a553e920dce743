using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Issuing;

/// <summary>
/// Second transaction of an issue: the sealed file is stored, so the reservation becomes the issue if it is still a reservation; each
/// recipient gets its delivery, and the other rooms hear of it.
/// </summary>
public sealed class CompleteIssue([FromKeyedServices(DeliverToAgency.Due)] Bell bell)
{
    /// <summary>Who issues which sealed file, and the code of our agency.</summary>
    public sealed record Sealed(ReserveNumber.Reservation Reservation, string FileSha256, string AgencyCode, Actor By);

    public async Task<Outcome<IssueDocument.Issued>> Handle(Session session, Sealed done)
    {
        var (issue, ready) = (done.Reservation.Issue, done.Reservation.Ready);
        var issued = await session.Count(IssueIfReserved, new { issue.Id, done.FileSha256, session.Now, By = done.By.FullName });
        var closed = await session.Count(CloseReady, new { ready.CaseId, ready.CaseVersion });
        var trail = await session.TrailOf(issue.DocumentId);
        if (await issued.Answer() == 0 || await closed.Answer() == 0)
            return IssueRefusals.Overtaken;

        foreach (var recipient in ready.Draft.Recipients.DistinctBy(recipient => recipient.Code))
            await AddCopy(session, issue, recipient, new(ExchangeIdOf(done), (int)ready.Draft.Urgency) { SignedAt = ready.ReadyAt });
        await Recalling.ReplaceDocument.Carry(session, issue.Id, ready, done.By);
        await Tell(session, done, trail);
        session.AfterCommit(bell.Ring);
        return new IssueDocument.Issued(issue.Id, issue.CaseId, issue.Number, issue.Code, issue.DatedOn, done.FileSha256);
    }

    /// <summary>As what and how urgently a copy travels.</summary>
    internal sealed record Travel(string ExchangeId, int Urgency)
    {
        /// <summary>The last signature, from which the time to send it runs; null: from now.</summary>
        public DateTimeOffset? SignedAt { get; init; }
    }

    /// <summary>A recipient's copy, to be packed and delivered.</summary>
    internal static Task AddCopy(Session session, IssueRow issue, Recipient recipient, Travel how) =>
        session.Keep(Add, new
        {
            Id = Guid.CreateVersion7(session.Now),
            IssueId = issue.Id,
            issue.CaseId,
            issue.DocumentId,
            how.ExchangeId,
            RecipientCode = recipient.Code,
            RecipientName = recipient.Name,
            State = DeliveryRow.Preparing,
            how.Urgency,
            how.SignedAt,
            session.Now,
            TraceParent = Tracing.Parent,
        });

    private static string ExchangeIdOf(Sealed done) => WritePacket.ExchangeId(
        done.AgencyCode, done.Reservation.Issue.DatedOn, done.Reservation.Issue.Number, done.Reservation.Ready.Draft.Notation);

    private static async Task Tell(Session session, Sealed done, TrailEnd trail)
    {
        var (issue, ready) = (done.Reservation.Issue, done.Reservation.Ready);
        await session.Publish(new DocumentIssued
        {
            IssueId = issue.Id,
            CaseId = issue.CaseId,
            DocumentId = issue.DocumentId,
            Year = issue.Year,
            Number = issue.Number,
            Code = issue.Code,
            IssuedOn = issue.DatedOn,
            IssuedAt = session.Now,
            IssuedByName = done.By.FullName,
            FileSha256 = done.FileSha256,
            Recipients = ready.Draft.Recipients,
        });
        var details = new { issue.Code, issue.DatedOn, ready.FileSha256, Sealed = done.FileSha256, ready.Draft.Recipients };
        await session.Record(trail, "issued", done.By, details);
    }

    private const string IssueIfReserved = """
        update dispatch_issue
        set state = 'issued', file_sha256 = @FileSha256, issued_at = @Now, issued_by_name = @By
        where id = @Id and state = 'reserved'
        """;

    private const string CloseReady = """
        update dispatch_ready
        set state = 'issued'
        where case_id = @CaseId and case_version = @CaseVersion and state = 'waiting'
        """;

    private const string Add = """
        insert into dispatch_delivery (
            id, issue_id, case_id, document_id, exchange_id, recipient_code, recipient_name, state, due_at, sends, created_at, changed_at,
            trace_parent, urgency, signed_at)
        values (
            @Id, @IssueId, @CaseId, @DocumentId, @ExchangeId, @RecipientCode, @RecipientName, @State, @Now, 0, @Now, @Now,
            @TraceParent, @Urgency, @SignedAt)
        """;
}
