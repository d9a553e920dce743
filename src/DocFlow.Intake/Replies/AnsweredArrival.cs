using System.Globalization;
using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Intake.Replies;

/// <summary>The arrival that a draft of ours answers, by its number in the register or because the draft came with it.</summary>
internal static class AnsweredArrival
{
    private sealed record ArrivalRow
    {
        public required Guid Id { get; init; }

        public string? OrganId { get; init; }

        public string? CodeNumber { get; init; }

        public string? CodeNotation { get; init; }

        public DateOnly? IssuedOn { get; init; }

        public string? ExchangeId { get; init; }
    }

    /// <summary>"12/2026", or "12" of this year; null where the clerk named none.</summary>
    public static async Task<Outcome<AnsweredDocument?>> Find(string? named, DateOnly today, ReadSession session)
    {
        if (string.IsNullOrWhiteSpace(named))
            return (AnsweredDocument?)null;
        var parts = named.Split('/', 2, StringSplitOptions.TrimEntries);
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !int.TryParse(parts.Length > 1 ? parts[1] : $"{today.Year}", NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return Unknown(named);
        // a document that came in two packets was sent by one agency under one key
        var rows = await session.List<ArrivalRow>(OfNumber, new { Number = number, Year = year });
        return rows.Count == 0 ? Unknown(named) : Reference(rows[0]);
    }

    private static AnsweredDocument Reference(ArrivalRow row) => new()
    {
        DocumentId = row.Id,
        OrganId = row.OrganId,
        Code = DocumentCode.Print(row.CodeNumber, row.CodeNotation),
        IssuedOn = row.IssuedOn,
        ExchangeId = row.ExchangeId,
    };

    private static Refusal Unknown(string named) => Refusal.Invalid("draft.answers-unknown",
        $"Sổ văn bản đến không có số đến {named}; hãy ghi số đến và năm, ví dụ 12/2026.",
        $"The incoming register has no arrival number {named}; give number and year, such as 12/2026.");

    private const string OfNumber = """
        select d.id, coalesce(p.from_code, d.organ_id) as organ_id, d.code_number, d.code_notation, d.issued_on, p.exchange_id
        from intake_document d
        left join intake_packet p on p.document_id = d.id
        where d.year = @Year and d.arrival_number = @Number and d.voided_at is null
        order by p.received_at
        """;
}
