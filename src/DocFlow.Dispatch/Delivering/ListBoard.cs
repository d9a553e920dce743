using DocFlow.Dispatch.Issuing;
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

        public string? LastError { get; init; }

        public DateTimeOffset? SentAt { get; init; }

        public IReadOnlyList<Step> History { get; init; } = [];
    }

    public sealed record Step
    {
        public required Guid DeliveryId { get; init; }

        public required string Code { get; init; }

        public string? Description { get; init; }

        public DateTimeOffset? StatedAt { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }
    }

    public sealed record Answer(int Year, int Page, long Total, IReadOnlyList<Line> Lines);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapGet("/board", async (
        int? year, int? page, Database database, TimeProvider clock, CancellationToken stop) => Results.Json(
            await database.Read(session => Handle(session, year ?? clock.OfficeToday().Year, page ?? 1), stop), MessageJson.Options))
        .WithMetadata(ListReady.Readers);

    public static async Task<Answer> Handle(ReadSession session, int year, int page)
    {
        var cut = new { Year = year, Offset = (Math.Max(page, 1) - 1) * PageLength, Limit = PageLength };
        var lines = await session.List<Line>(Lines, cut);
        var steps = (await session.List<Step>(Steps, cut)).ToLookup(step => step.DeliveryId);
        var copies = (await session.List<Copy>(Copies, cut))
            .ToLookup(copy => copy.IssueId, copy => copy with { History = [.. steps[copy.Id]] });
        var total = await session.One<long>(Total, new { Year = year });
        return new Answer(year, Math.Max(page, 1), total, [.. lines.Select(line => line with { Deliveries = [.. copies[line.IssueId]] })]);
    }

    private const string Lines = """
        select id as issue_id, case_id, document_id, code, dated_on, type_name, subject, state, file_sha256, issued_at, void_reason
        from dispatch_issue
        where year = @Year
        order by reserved_at desc, id desc
        {page}
        """;

    private const string Total = """
        select count(*)
        from dispatch_issue
        where year = @Year
        """;

    private const string Shown = """
        (
            select id
            from dispatch_issue
            where year = @Year
            order by reserved_at desc, id desc
            {page}
        )
        """;

    private const string Copies = $$"""
        select d.id, d.issue_id, d.recipient_code, d.recipient_name, d.state, d.status, d.last_error, d.sent_at
        from dispatch_delivery d
        join {{Shown}} shown on shown.id = d.issue_id
        order by d.recipient_name
        """;

    private const string Steps = $$"""
        select s.delivery_id, s.code, s.description, s.stated_at, s.recorded_at
        from dispatch_status s
        join dispatch_delivery d on d.id = s.delivery_id
        join {{Shown}} shown on shown.id = d.issue_id
        order by s.recorded_at, s.id
        """;
}
