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

    /// <summary>It came over the exchange: its sender is told how it fares.</summary>
    public bool SenderWaits { get; init; }
}

/// <summary>The sender of a document that came over the exchange is to be told how it fares with us: status 01 to 06, 15 or 16.</summary>
public sealed record SenderAnswered
{
    /// <summary>The status packet's id, however often it is sent.</summary>
    public required Guid AnswerId { get; init; }

    /// <summary>The document packet that is answered.</summary>
    public required Guid PacketId { get; init; }

    /// <summary>Our code that the packet was addressed to.</summary>
    public required string FromCode { get; init; }

    public required string ToCode { get; init; }

    public string? ToName { get; init; }

    /// <summary>The answered document's key on the exchange.</summary>
    public required string ExchangeId { get; init; }

    /// <summary>Its number and notation.</summary>
    public required string Code { get; init; }

    public DateOnly? IssuedOn { get; init; }

    /// <summary>Two digits (QCVN 102).</summary>
    public required string Status { get; init; }

    public string? Description { get; init; }

    /// <summary>Who is to be asked about it: unit and person.</summary>
    public string? Department { get; init; }

    public string? Staff { get; init; }

    public required DateTimeOffset GivenAt { get; init; }
}

/// <summary>
/// A received document was given back to its sender: we agreed to its recall, or found a state secret in its packet. Whoever keeps
/// something of it lets go of it, so that the bytes that nobody else names are destroyed.
/// </summary>
public sealed record DocumentRecalled
{
    /// <summary>The request that was agreed to.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The registered document; null where it had not been registered.</summary>
    public RecalledArrival? Arrival { get; init; }

    /// <summary>Hashes of its packets and files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Number and notation.</summary>
    public required string Code { get; init; }

    public required string Reason { get; init; }

    public required string AgreedByName { get; init; }

    public required DateTimeOffset AgreedAt { get; init; }

    /// <summary>A state secret was found in it: nobody who has not collected it is to have it any more.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>
/// The sender of a registered document corrected what its packet said, and we agreed (15): the register says so now, and so does whoever
/// carries the document.
/// </summary>
public sealed record DocumentUpdated
{
    /// <summary>The request that was agreed to.</summary>
    public required Guid RequestId { get; init; }

    public required Guid DocumentId { get; init; }

    public required ArrivalWords Was { get; init; }

    public required ArrivalWords Now { get; init; }

    public required string Reason { get; init; }

    public required string AgreedByName { get; init; }

    public required DateTimeOffset AgreedAt { get; init; }
}

/// <summary>What people who handle a received document go by, besides its text.</summary>
public sealed record ArrivalWords
{
    public required string Subject { get; init; }

    public required Urgency Urgency { get; init; }

    public DateOnly? DueOn { get; init; }
}

/// <summary>What the register keeps of a recalled document, for whoever hears of the recall before it heard of the registration.</summary>
public sealed record RecalledArrival
{
    public required Guid DocumentId { get; init; }

    public required int Year { get; init; }

    public required int ArrivalNumber { get; init; }

    public required string IssuerName { get; init; }

    public required string TypeName { get; init; }

    public required string Subject { get; init; }

    public required Urgency Urgency { get; init; }

    public required Guid RegisteredBy { get; init; }

    public required string RegisteredByName { get; init; }
}
