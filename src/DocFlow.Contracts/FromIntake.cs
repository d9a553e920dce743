namespace DocFlow.Contracts;

/// <summary>A paper got its arrival number; what the next room needs to carry it on.</summary>
public sealed record DocumentRegistered
{
    public required Guid DocumentId { get; init; }

    public required int Year { get; init; }

    public required int ArrivalNumber { get; init; }

    public required DateOnly ArrivedOn { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required Guid RegisteredBy { get; init; }

    public required string RegisteredByName { get; init; }

    public required string IssuerName { get; init; }

    public string? IssuerCode { get; init; }

    /// <summary>Number and notation as printed, such as "267/VPCP-TTĐT".</summary>
    public required string Code { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public required string TypeName { get; init; }

    public required string Subject { get; init; }

    public required Urgency Urgency { get; init; }

    public DateOnly? DueOn { get; init; }

    public required IReadOnlyList<EnclosedFile> Files { get; init; }

    /// <summary>Set when the paper is a submission with a draft enclosed: the draft is what is signed and issued.</summary>
    public OutgoingDraft? Draft { get; init; }
}
