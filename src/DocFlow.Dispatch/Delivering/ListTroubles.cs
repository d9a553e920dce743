using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// What a clerk must see to on the dispatch board: copies and answers that were given up, and how many letters should be gone by now.
/// </summary>
public static class ListTroubles
{
    private const int Most = 50;

    public sealed record Trouble
    {
        public required Guid Id { get; init; }

        public required string Code { get; init; }

        public string? Subject { get; init; }

        public required string RecipientCode { get; init; }

        public string? RecipientName { get; init; }

        /// <summary>The two digits of a status packet; null for a document.</summary>
        public string? Status { get; init; }

        public string? ErrorCode { get; init; }

        public string? LastError { get; init; }

        public required DateTimeOffset ChangedAt { get; init; }
    }

    /// <summary>What is to be seen to; counted, too: copies not gone yet, of these overdue, and signed letters that should be gone
    /// and are not even issued.</summary>
    public sealed record Answer(IReadOnlyList<Trouble> Copies, IReadOnlyList<Trouble> Answers, long Open, long Overdue, long Unissued);

    public static Task<long> Count(ReadSession session) => session.One<long>(HowMany);

    public static async Task<Answer> Handle(ReadSession session, DateTimeOffset now)
    {
        var rule = await SameDayRule.Load(session, DateOnly.FromDateTime(now.InOffice().DateTime));
        var page = new { Offset = 0, Limit = Most };
        return new Answer(
            await session.List<Trouble>(FailedCopies, page),
            await session.List<Trouble>(FailedAnswers, page),
            await session.One<long>(NotGone, new { Before = now.AddMinutes(1) }),
            await session.One<long>(NotGone, new { Before = rule.Before(now) }),
            await session.One<long>(NotIssued, new { Before = rule.Before(now) }));
    }

    private const string HowMany = """
        select count(*)
        from dispatch_delivery
        where state = 'failed'
        """;

    private const string NotGone = """
        select count(*)
        from dispatch_delivery
        where state in ('preparing', 'sending', 'failed') and coalesce(signed_at, created_at) < @Before
        """;

    private const string NotIssued = """
        select count(*)
        from dispatch_ready
        where state = 'waiting' and ready_at < @Before
        """;

    private const string FailedCopies = """
        select d.id, i.code, i.subject, d.recipient_code, d.recipient_name, d.error_code, d.last_error, d.changed_at
        from dispatch_delivery d
        join dispatch_issue i on i.id = d.issue_id
        where d.state = 'failed'
        order by d.urgency desc, d.changed_at, d.id
        {page}
        """;

    private const string FailedAnswers = """
        select id, document_code as code, to_code as recipient_code, to_name as recipient_name, status, error_code, last_error, changed_at
        from dispatch_answer
        where state = 'failed'
        order by changed_at, id
        {page}
        """;
}
