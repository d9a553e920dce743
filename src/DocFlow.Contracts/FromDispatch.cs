namespace DocFlow.Contracts;

/// <summary>The document has its number, date and seal and is on its way to the recipients.</summary>
public sealed record DocumentIssued
{
    public required Guid IssueId { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid DocumentId { get; init; }

    public required int Year { get; init; }

    public required int Number { get; init; }

    /// <summary>Number and notation: "05/VPCP-TTĐT".</summary>
    public required string Code { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required string IssuedByName { get; init; }

    public required string FileSha256 { get; init; }

    public required IReadOnlyList<Recipient> Recipients { get; init; }
}

/// <summary>The clerk sent a ready case back instead of issuing it; it becomes a person's task again.</summary>
public sealed record IssueDeclined
{
    public required Guid CaseId { get; init; }

    public required Guid DocumentId { get; init; }

    public required string Reason { get; init; }

    public required string DeclinedByName { get; init; }

    public required DateTimeOffset DeclinedAt { get; init; }
}

/// <summary>A recipient's copy moved on: sent, or answered with a status packet (QCVN 102 codes 01 to 06).</summary>
public sealed record DeliveryAdvanced
{
    public required Guid DeliveryId { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid DocumentId { get; init; }

    public required string RecipientCode { get; init; }

    public required string RecipientName { get; init; }

    /// <summary>"sent", "failed" or the two-digit status code.</summary>
    public required string State { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset At { get; init; }
}
