using System.Globalization;
using System.Text;
using DocFlow.Dispatch.Numbering;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Register;

/// <summary>
/// GET /dispatch/register.json and .csv: the outgoing register with the ten columns of Decree 30/2020, Annex IV; void and reserved
/// numbers stand in it too.
/// </summary>
public static class OutgoingRegister
{
    /// <summary>The columns as the decree names them.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "Số, ký hiệu", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung", "Người ký", "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ];

    public sealed record Line
    {
        public required Guid Id { get; init; }

        public required Guid CaseId { get; init; }

        public required string State { get; init; }

        public required int Number { get; init; }

        public required string Code { get; init; }

        public required DateOnly DatedOn { get; init; }

        public required string TypeName { get; init; }

        public required string Subject { get; init; }

        public required string SignerName { get; init; }

        public required string Recipients { get; init; }

        public required string KeptBy { get; init; }

        public required int Copies { get; init; }

        public string? FileSha256 { get; init; }

        public DateTimeOffset? IssuedAt { get; init; }

        public required long Received { get; init; }

        public string? VoidReason { get; init; }

        public string? RecallReason { get; init; }

        public string? ReplacedByCode { get; init; }

        /// <summary>The last column: why a number stands here without an issued document, or what became of it.</summary>
        public string Remark => State switch
        {
            "void" => "Hủy: " + VoidReason,
            "reserved" => "Đang phát hành",
            _ when RecallReason is not null => "Đã thu hồi: " + RecallReason,
            _ when ReplacedByCode is not null => "Được thay thế bằng: " + ReplacedByCode,
            _ => "",
        };

        /// <summary>The ten columns as text.</summary>
        public IReadOnlyList<string> Cells() =>
        [
            Code,
            Day(DatedOn),
            $"{TypeName}: {Subject}",
            SignerName,
            Recipients,
            KeptBy,
            Copies.ToString(CultureInfo.InvariantCulture),
            IssuedAt is { } issued ? Day(DateOnly.FromDateTime(issued.InOffice().DateTime)) : "",
            State == "issued" ? $"{Received}/{Copies}" : "",
            Remark,
        ];

        private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>Which lines: a year's book, a page of it.</summary>
    public sealed record Query(int? Year, string? Book, int? Page)
    {
        public const int PageLength = 100;
    }

    internal static void Map(IEndpointRouteBuilder dispatch)
    {
        dispatch.MapGet("/register.json", Json);
        dispatch.MapGet("/register.csv", Csv);
    }

    /// <summary>
    /// The lines of a page in the order of the numbers, or all of them. Numbers run without a gap, so a page is a range of them.
    /// </summary>
    public static Task<IReadOnlyList<Line>> Handle(Query query, ReadSession session, TimeProvider clock) => session.List<Line>(Lines, new
    {
        Year = query.Year ?? clock.OfficeToday().Year,
        Book = query.Book ?? NumberingRules.CommonBook,
        First = query.Page is { } page ? ((Math.Max(page, 1) - 1) * Query.PageLength) + 1 : 1,
        Last = query.Page is { } to ? Math.Max(to, 1) * Query.PageLength : int.MaxValue,
    });

    /// <summary>The books that have numbers in a year: those whose counters were begun.</summary>
    public static async Task<IReadOnlyList<string>> Books(int year, ReadSession session)
    {
        var counters = await session.List<string>(Counters, new { OfYear = NumberingRules.CounterOf("%", year) });
        return [.. counters.Select(counter => NumberingRules.BookOfCounter(counter).Book)];
    }

    private static async Task<IResult> Json(
        [AsParameters] Query query, Database database, TimeProvider clock, CancellationToken stop) =>
        Results.Json(await database.Read(session => Handle(query, session, clock), stop), MessageJson.Options);

    private static async Task<IResult> Csv(
        [AsParameters] Query query, Database database, TimeProvider clock, CancellationToken stop)
    {
        var lines = await database.Read(session => Handle(query, session, clock), stop);
        var text = new StringBuilder().AppendJoin(',', Columns.Select(Quoted)).Append("\r\n");
        foreach (var line in lines)
            text.AppendJoin(',', line.Cells().Select(Quoted)).Append("\r\n");
        // the byte order mark tells spreadsheets that this is UTF-8
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray();
        return Results.File(bytes, "text/csv; charset=utf-8", $"so-van-ban-di-{query.Year ?? clock.OfficeToday().Year}.csv");
    }

    // a cell that begins like a formula is kept as text by spreadsheets when an apostrophe stands before it
    private static string Quoted(string cell)
    {
        var safe = cell.Length > 0 && "=+-@\t".Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
        return '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }

    private const string Lines = """
        select id, case_id, state, number, code, dated_on, type_name, subject, signer_name, recipients, kept_by, copies,
            file_sha256, issued_at, void_reason, recall_reason, replaced_by_code,
            (select coalesce(sum(case when state = 'sent' then 1 else 0 end), 0)
            from dispatch_delivery where issue_id = dispatch_issue.id) as received
        from dispatch_issue
        where year = @Year and book = @Book and number between @First and @Last
        order by number
        """;

    private const string Counters = """
        select name
        from platform_counter
        where name like @OfYear
        order by name
        """;
}
