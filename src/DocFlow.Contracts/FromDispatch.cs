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

/// <summary>What a document packet is about (edXML BussinessDocType).</summary>
public enum PacketBusiness
{
    New = 0,
    Recall = 1,
    Update = 2,
    Replace = 3,
}

/// <summary>A document packet from another agency is accepted: it lies whole in the content store.</summary>
public sealed record PacketAccepted
{
    public required Guid PacketId { get; init; }

    /// <summary>The packet's own bytes, an edXML file.</summary>
    public required string Sha256 { get; init; }

    public required long Length { get; init; }

    public required PacketBusiness Business { get; init; }

    public required string FromCode { get; init; }

    public string? FromName { get; init; }

    /// <summary>Which of our codes it is addressed to.</summary>
    public required string ToCode { get; init; }

    /// <summary>The document's key on the exchange: "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT".</summary>
    public required string ExchangeId { get; init; }

    /// <summary>Number and notation.</summary>
    public required string Code { get; init; }

    public required string Subject { get; init; }

    public required Urgency Urgency { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
}

/// <summary>A sender asks with status 13 that we give its document back.</summary>
public sealed record RecallAsked
{
    /// <summary>The id of the status packet that asks.</summary>
    public required Guid PacketId { get; init; }

    public required string FromCode { get; init; }

    public string? FromName { get; init; }

    public required string ExchangeId { get; init; }

    public required string Code { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
}
