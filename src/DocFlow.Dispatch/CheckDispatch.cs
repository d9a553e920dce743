using DocFlow.Contracts;
using DocFlow.Dispatch.Inbox;
using DocFlow.Dispatch.Register;
using DocFlow.Platform.Data;
using DocFlow.Platform.Reconciling;

namespace DocFlow.Dispatch;

/// <summary>
/// What the reconciler asks of this room: does a number or a copy stand still, is the register whole, and whose is each file.
/// </summary>
internal static class CheckDispatch
{
    private static readonly TimeSpan ClerkDecidesWithin = TimeSpan.FromMinutes(30);

    private sealed record IssueRow
    {
        public required Guid DocumentId { get; init; }
        public required string Code { get; init; }
        public required DateTimeOffset Since { get; init; }
    }

    private sealed record AnswerRow
    {
        public required Guid Id { get; init; }
        public required string DocumentCode { get; init; }
        public required string ToCode { get; init; }
        public required string Status { get; init; }
        public required string State { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
    }

    private sealed record CopyRow
    {
        public required Guid Id { get; init; }
        public required Guid DocumentId { get; init; }
        public required string RecipientName { get; init; }
        public required string State { get; init; }
        public required int Sends { get; init; }
        public string? LastError { get; init; }
        public required DateTimeOffset DueAt { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
    }

    public static IReadOnlyList<Check> Checks { get; } =
    [
        new(Reserved), new(WithoutCopies), new(Standing), new(GivenUp), new(Answers), new(CheckNotices.Failed),
        new(Register) { Thorough = true },
    ];

    public static IReadOnlyList<Handover> Told { get; } =
    [
        new(typeof(DocumentIssued), (session, look) => session.List<Known>(Issued, look.Parameters)),
        new(typeof(PacketAccepted), (session, look) => session.List<Known>(TakenIn, look.Parameters)),
    ];

    public static IReadOnlyList<Handover> Heard { get; } =
    [
        new(typeof(CaseReadyToIssue), (session, look) => session.List<Known>(Ready, look.Parameters)),
        new(typeof(SenderAnswered), (session, look) => session.List<Known>(Answered, look.Parameters)),
    ];

    public static Task<IReadOnlyList<OwnedFile>> Files(ReadSession session, FilePart part) => session.List<OwnedFile>(Owned, part);

    private static async Task<IReadOnlyList<Finding>> Reserved(ReadSession session, Look look)
    {
        var half = new { Before = look.Now - ClerkDecidesWithin, Offset = 0, Limit = Look.Most };
        return [.. (await session.List<IssueRow>(HalfIssued, half)).Select(row => new Finding(
            "number.reserved", row.DocumentId, row.Since,
            $"Số {row.Code} đã giữ nhưng chưa phát hành; văn thư phát hành lại (vẫn số này) hoặc hủy số.",
            $"Number {row.Code} is reserved and not issued; the clerk issues it again, under the same number, or voids it."))];
    }

    private static async Task<IReadOnlyList<Finding>> WithoutCopies(ReadSession session, Look look) =>
    [
        .. (await session.List<IssueRow>(IssuedToNobody, look.Parameters)).Select(row => new Finding(
            "issue.without-deliveries", row.DocumentId, row.Since,
            $"Văn bản {row.Code} đã phát hành nhưng không có lượt gửi nào.",
            $"Document {row.Code} is issued, but no delivery of it was planned.")),
    ];

    private static async Task<IReadOnlyList<Finding>> Standing(ReadSession session, Look look)
    {
        var rows = await session.List<CopyRow>(StandingCopies, look.Parameters);
        return [.. rows.Select(row => new Finding("delivery.standing", row.DocumentId, row.ChangedAt,
            $"Bản gửi {row.RecipientName} đang ở trạng thái {row.State} và hẹn lại lúc {row.DueAt:u}, nhưng không ai gửi.",
            $"The copy for {row.RecipientName} is {row.State} and was due at {row.DueAt:u}, but nobody sends it.")
        {
            // what is due already is taken by the next sweep there is; only one planned by a clock far ahead is made due
            Heal = row.DueAt <= look.TooLate
                ? null
                : async write => await write.Execute(MakeDue, new { row.Id, row.State, Was = row.DueAt, write.Now }) > 0,
        })];
    }

    private static async Task<IReadOnlyList<Finding>> GivenUp(ReadSession session, Look look)
    {
        var rows = await session.List<CopyRow>(FailedCopies, look.Parameters);
        return [.. rows.Select(row => new Finding("delivery.failed", row.DocumentId, row.ChangedAt,
            $"Bản gửi {row.RecipientName} đã thôi thử sau {row.Sends} lần: {row.LastError}. Văn thư cho gửi lại khi đã khắc phục.",
            $"The copy for {row.RecipientName} was given up after {row.Sends} tries: {row.LastError}. A clerk has it sent again."))];
    }

    private static async Task<IReadOnlyList<Finding>> Answers(ReadSession session, Look look)
    {
        var rows = await session.List<AnswerRow>(AnswersAtRest, look.Parameters);
        return [.. rows.Select(row => new Finding(
            row.State == "failed" ? "answer.failed" : "answer.standing", row.Id, row.ChangedAt,
            $"Trạng thái {row.Status} của văn bản {row.DocumentCode} chưa tới {row.ToCode}; văn thư xem bảng văn bản đi.",
            $"Status {row.Status} of document {row.DocumentCode} did not reach {row.ToCode}; a clerk sees it on the dispatch board."))];
    }

    private static async Task<IReadOnlyList<Finding>> Register(ReadSession session, Look look) =>
    [
        .. (await VerifyRegister.Handle(session)).Where(book => book.Faults.Count > 0).Select(book => new Finding(
            "register.gap", null, look.Now,
            $"Sổ văn bản đi {book.Name} năm {book.Year}: {string.Join("; ", book.Faults)}.",
            $"Outgoing register {book.Name} of {book.Year}: {string.Join("; ", book.Faults)}.")),
    ];

    // what only asks something about an earlier document (1 recall, 2 update) becomes no item on the clerk's desk
    private const string TakenIn = """
        select p.id as subject, p.accepted_at as since
        from dispatch_packet p
        join dispatch_packet_copy c on c.packet_id = p.id
        where p.accepted_at >= @From and p.business in (0, 3) and c.recipient_code in (
            select code from identity_agency
            union all
            select agency_code from identity_unit where agency_code is not null)
        """;

    private const string Answered = """
        select id as subject, created_at as since
        from dispatch_answer
        where created_at >= @HeardFrom
        """;

    private const string HalfIssued = """
        select document_id, code, reserved_at as since
        from dispatch_issue
        where state = 'reserved' and reserved_at < @Before
        order by reserved_at
        {page}
        """;

    private const string IssuedToNobody = """
        select document_id, code, issued_at as since
        from dispatch_issue
        where state = 'issued' and reserved_at >= @From and copies > 0 and not exists (
            select 1 from dispatch_delivery where dispatch_delivery.issue_id = dispatch_issue.id)
        order by issued_at
        {page}
        """;

    private const string CopyColumns = "id, document_id, recipient_name, state, sends, last_error, due_at, changed_at";

    // due and nobody takes it, or planned by a clock that ran ahead
    private const string StandingCopies = $$"""
        select {{CopyColumns}}
        from dispatch_delivery
        where state in ('preparing', 'sending') and (due_at < @Before or due_at > @TooLate)
        order by due_at
        {page}
        """;

    private const string MakeDue = """
        update dispatch_delivery
        set due_at = @Now
        where id = @Id and state = @State and due_at = @Was
        """;

    private const string FailedCopies = $$"""
        select {{CopyColumns}}
        from dispatch_delivery
        where state = 'failed'
        order by changed_at
        {page}
        """;

    private const string AnswersAtRest = """
        select id, document_code, to_code, status, state, changed_at
        from dispatch_answer
        where state = 'failed' or (state in ('preparing', 'sending') and due_at < @Before)
        order by changed_at
        {page}
        """;

    private const string Issued = """
        select case_id as subject, issued_at as since
        from dispatch_issue
        where state = 'issued' and reserved_at >= @From
        """;

    private const string Ready = """
        select case_id as subject, ready_at as since
        from dispatch_ready
        where ready_at >= @HeardFrom
        """;

    private const string Owned = """
        select file_sha256 as sha256, document_id as subject, issued_at as since
        from dispatch_issue
        where file_sha256 >= @From and file_sha256 < @To
        union all
        select packet_sha256 as sha256, document_id as subject, created_at as since
        from dispatch_delivery
        where packet_sha256 >= @From and packet_sha256 < @To
        union all
        select packet_sha256 as sha256, delivery_id as subject, recorded_at as since
        from dispatch_status
        where packet_sha256 >= @From and packet_sha256 < @To
        union all
        select packet_sha256 as sha256, id as subject, created_at as since
        from dispatch_answer
        where packet_sha256 >= @From and packet_sha256 < @To
        union all
        select sha256, id as subject, accepted_at as since
        from dispatch_packet
        where sha256 >= @From and sha256 < @To and destroyed_at is null
        union all
        select packet_sha256 as sha256, id as subject, opened_at as since
        from dispatch_inbox_letter
        where packet_sha256 >= @From and packet_sha256 < @To and destroyed_at is null
        union all
        select file_sha256 as sha256, letter_id as subject, opened_at as since
        from dispatch_inbox_file
        where file_sha256 >= @From and file_sha256 < @To and destroyed_at is null
        """;
}
