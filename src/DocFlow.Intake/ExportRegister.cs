using System.Buffers;
using System.Globalization;
using System.Text;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Intake;

/// <summary>GET /intake/arrivals.csv?year=: the ten columns of the incoming register (Decree 30/2020, Annex IV), RFC 4180, UTF-8.</summary>
public static class ExportRegister
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    private static readonly string[] Heads =
    [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ];

    public static async Task<Outcome<byte[]>> Handle(int year, ReadSession session, Actor actor)
    {
        if (Refusals.UnlessReader(actor) is { } forbidden)
            return forbidden;
        var csv = new StringBuilder("\ufeff");
        Line(csv, Heads);
        foreach (var entry in await ListRegister.All(year, session))
            Line(csv, Cells(entry));
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string[] Cells(ListRegister.Entry entry) =>
    [
        Day(entry.ArrivedOn),
        entry.ArrivalNumber.ToString(CultureInfo.InvariantCulture),
        entry.OrganName,
        entry.Code,
        Day(entry.IssuedOn),
        $"{entry.TypeName}: {entry.Subject}",
        entry.HandedTo ?? "",
        entry.HandedAt is { } handed ? Day(DateOnly.FromDateTime(handed.InOffice().DateTime)) : "",
        "", // signed by hand on the printed book
        Note(entry),
    ];

    /// <summary>The book's last column.</summary>
    internal static string Note(ListRegister.Entry entry) => string.Join("; ", new[]
    {
        entry.VoidedAt is null ? null : $"Hủy số: {entry.VoidReason}",
        entry.RecalledAt is null ? null : $"Nơi gửi lấy lại, bản lưu đã hủy: {entry.RecallReason}",
        entry.ReplacedByCode is null ? null : $"Được thay thế bằng: {entry.ReplacedByCode}",
        entry.AnewReason is null ? null : $"Đăng ký lại: {entry.AnewReason}",
        entry.RepliesTo is null ? null : $"Phúc đáp văn bản: {entry.RepliesTo}",
        entry.AnswerCode is null ? null : $"Trả lời bằng: {entry.AnswerCode}",
        entry is { VoidedAt: null, EndedAs: "withdrawn" } ? "Đã rút" : null,
        entry is { VoidedAt: null, EndedAs: "refused" } ? "Không giải quyết" : null,
    }.Where(note => note is not null));

    private static void Line(StringBuilder csv, string[] cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    // a cell that a spreadsheet would take for a formula is marked as text
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Day(DateOnly? date) => date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";
}
