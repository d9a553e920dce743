using DocFlow.Dispatch.Issuing;
using DocFlow.Dispatch.Recalling;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Delivering;

/// <summary>GET /dispatch/board: a year's numbers, the newest first, with each recipient's copy and what it answered.</summary>
public static class ListBoard
{
    public const int PageLength = 50;

    public sealed record Line
    {
        public required Guid IssueId { get; init; }

        public required Guid CaseId { get; init; }

        public required Guid DocumentId { get; init; }

        public required string Code { get; init; }

        public required DateOnly DatedOn { get; init; }

        public required string TypeName { get; init; }

        public required string Subject { get; init; }

        public required string State { get; init; }

        public string? FileSha256 { get; init; }

        public DateTimeOffset? IssuedAt { get; init; }

        public string? VoidReason { get; init; }

        /// <summary>When it was recalled and frozen.</summary>
        public DateTimeOffset? RecalledAt { get; init; }

        public string? RecallReason { get; init; }

        public string? ReplacedByCode { get; init; }

        public IReadOnlyList<Copy> Deliveries { get; init; } = [];
    }

    public sealed record Copy
    {
        public required Guid Id { get; init; }

        public required Guid IssueId { get; init; }

        public required string RecipientCode { get; init; }

        public required string RecipientName { get; init; }

        public required string State { get; init; }

        public string? Status { get; init; }

        public string? ErrorCode { get; init; }

        public string? LastError { get; init; }

        public string? PeerCode { get; init; }

        public required int Sends { get; init; }

        public required DateTimeOffset DueAt { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? SignedAt { get; init; }

        public DateTimeOffset? SentAt { get; init; }

        /// <summary>Whether it went out when it should.</summary>
        public Timeliness Timeliness { get; init; }

        public IReadOnlyList<Step> History { get; init; } = [];

        /// <summary>What we asked of the recipient about it.</summary>
        public IReadOnlyList<CopyRequest> Requests { get; init; } = [];
    }

    public sealed record Step
    {
        public required Guid DeliveryId { get; init; }

        public required string Code { get; init; }

        public string? Description { get; init; }

        public DateTimeOffset? StatedAt { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }
    }

    /// <summary>A page, and whether there is another behind it.</summary>
    public sealed record Answer(int Year, int Page, bool More, IReadOnlyList<Line> Lines);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapGet("/board", async (
        int? year, int? page, Database database, TimeProvider clock, CancellationToken stop) => Results.Json(
            await database.Read(session => Handle(session, year, page ?? 1, clock.GetUtcNow()), stop), MessageJson.Options))
        .WithMetadata(ListReady.Readers);

    public static async Task<Answer> Handle(ReadSession session, int? ofYear, int page, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.InOffice().DateTime);
        var year = ofYear ?? today.Year;
        var shown = Math.Max(page, 1);
        var found = await session.List<Line>(Lines, new { Year = year, Offset = (shown - 1) * PageLength, Limit = PageLength + 1 });
        var lines = await Fill(session, [.. found.Take(PageLength)], now);
        return new Answer(year, shown, found.Count > PageLength, lines);
    }

    /// <summary>One number, with its copies.</summary>
    public static async Task<Line?> Of(ReadSession session, Guid issue, DateTimeOffset now) =>
        await session.Find<Line>(One, new { Id = issue }) is { } line ? (await Fill(session, [line], now))[0] : null;

    private static async Task<IReadOnlyList<Line>> Fill(ReadSession session, IReadOnlyList<Line> lines, DateTimeOffset now)
    {
        if (lines.Count == 0)
            return [];
        var today = DateOnly.FromDateTime(now.InOffice().DateTime);
        // one parameter a value: engines disagree on lists
        var issues = lines.Index().ToDictionary(line => $"Issue{line.Index}", line => (object)line.Item.IssueId);
        var theirs = $"({string.Join(", ", issues.Keys.Select(name => "@" + name))})";
        var steps = (await session.List<Step>($"{Steps} {theirs}{InTime}", issues)).ToLookup(step => step.DeliveryId);
        var rule = await SameDayRule.Load(session, today);
        var asked = (await session.List<CopyRequest>($"{Requests} {theirs}{AsAsked}", issues)).ToLookup(request => request.DeliveryId);
        var copies = (await session.List<Copy>($"{Copies} {theirs}{ByName}", issues))
            .ToLookup(copy => copy.IssueId, copy => copy with
            {
                History = [.. steps[copy.Id]],
                Requests = [.. asked[copy.Id]],
                Timeliness = rule.Of(
                    copy.SignedAt ?? copy.CreatedAt, copy.State == DeliveryRow.Mailbox ? copy.CreatedAt : copy.SentAt, now),
            });
        return [.. lines.Select(line => line with { Deliveries = [.. copies[line.IssueId]] })];
    }

    private const string Columns = """
        i.id as issue_id, i.case_id, i.document_id, i.code, i.dated_on, i.type_name, i.subject, i.state, i.file_sha256, i.issued_at,
            i.void_reason, i.recalled_at, i.recall_reason, i.replaced_by_code
        """;

    private const string One = $"""
        select {Columns}
        from dispatch_issue i
        where i.id = @Id
        """;

    // the page is cut in the index; only what is shown is read in full
    private const string Lines = $$"""
        select {{Columns}}
        from (
            select id
            from dispatch_issue
            where year = @Year
            order by reserved_at desc, id desc
            {page}
        ) shown
        join dispatch_issue i on i.id = shown.id
        order by i.reserved_at desc, i.id desc
        """;

    private const string Copies = """
        select id, issue_id, recipient_code, recipient_name, state, status, error_code, last_error, peer_code, sends, due_at,
            created_at, signed_at, sent_at
        from dispatch_delivery
        where issue_id in
        """;

    private const string Requests = $"""
        select {CopyRequest.Columns}
        from dispatch_request
        where issue_id in
        """;

    private const string AsAsked = "\norder by asked_at, id";

    private const string ByName = "\norder by recipient_name";

    private const string Steps = """
        select s.delivery_id, s.code, s.description, s.stated_at, s.recorded_at
        from dispatch_status s
        join dispatch_delivery d on d.id = s.delivery_id
        where d.issue_id in
        """;

    private const string InTime = "\norder by s.recorded_at, s.id";
}
