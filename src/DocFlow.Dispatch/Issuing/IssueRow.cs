namespace DocFlow.Dispatch.Issuing;

/// <summary>One number of the outgoing register and the issue it was taken for: reserved, then issued or void.</summary>
public sealed record IssueRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid DocumentId { get; init; }

    public required string State { get; init; }

    public required string Book { get; init; }

    public required int Year { get; init; }

    public required int Number { get; init; }

    public required string Code { get; init; }

    public required DateOnly DatedOn { get; init; }

    public string? FileSha256 { get; init; }

    /// <summary>When all its copies were given back: it is frozen since.</summary>
    public DateTimeOffset? RecalledAt { get; init; }

    /// <summary>The columns, for any select that wants the row.</summary>
    public const string Columns = "id, case_id, document_id, state, book, year, number, code, dated_on, file_sha256, recalled_at";
}
