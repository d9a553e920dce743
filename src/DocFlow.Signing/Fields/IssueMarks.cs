namespace DocFlow.Signing.Fields;

/// <summary>What is filled in when a document is issued.</summary>
/// <param name="Number">From the outgoing register.</param>
/// <param name="Notation">What follows the slash, such as VPCP-TTĐT.</param>
/// <param name="Place">Where it is issued, such as Hà Nội.</param>
/// <param name="Date">The day of issue.</param>
public sealed record IssueMarks(int Number, string Notation, string Place, DateOnly Date)
{
    /// <summary>The text for a field, or null for one that is signed. Leading zeros: Decree 30/2020, annex I, II.3 and II.4.</summary>
    public string? TextFor(FieldKind kind) => kind switch
    {
        FieldKind.Number => $"{Number:00}",
        FieldKind.NumberLine => $"Số: {Number:00}/{Notation}",
        FieldKind.Day => $"{Date.Day:00}",
        FieldKind.Month => Month,
        FieldKind.DateLine => $"{Place}, ngày {Date.Day:00} tháng {Month} năm {Date.Year}",
        _ => null,
    };

    private string Month => Date.Month <= 2 ? $"0{Date.Month}" : $"{Date.Month}";
}
