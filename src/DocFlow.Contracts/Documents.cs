namespace DocFlow.Contracts;

/// <summary>How soon a document must move (Decree 30/2020: khẩn, thượng khẩn, hỏa tốc); the numbers are edXML's Priority.</summary>
public enum Urgency
{
    Normal = 0,
    Urgent = 1,
    VeryUrgent = 2,
    Express = 3,
}

/// <summary>What an enclosed file is to the document it came with.</summary>
public enum FilePurpose
{
    /// <summary>The received document itself; never signed by us.</summary>
    Main,

    /// <summary>The draft enclosed in a submission: what our people sign and issue.</summary>
    Draft,

    /// <summary>A separate annex.</summary>
    Annex,
}

/// <summary>What the draft's text already prints of its number and date line, so that only the rest is filled in at issue.</summary>
public enum DraftPrint
{
    /// <summary>Nothing: the whole lines "Số: 15/VPCP-TTĐT" and "Hà Nội, ngày 05 tháng 02 năm 2026" are written.</summary>
    Nothing,

    /// <summary>The lines with blanks for number, day and month.</summary>
    Blanks,
}

/// <summary>A file in the content store, by its hash.</summary>
public sealed record EnclosedFile(string Name, string Sha256, long Length, FilePurpose Purpose);

/// <summary>An agency that is to get the issued document.</summary>
public sealed record Recipient(string Code, string Name);

/// <summary>What the clerk confirmed about the document that our agency is to issue (the enclosed draft).</summary>
public sealed record OutgoingDraft
{
    /// <summary>Type by name, such as "Công văn" or "Quyết định".</summary>
    public required string TypeName { get; init; }

    /// <summary>The part after the slash: "VPCP-TTĐT".</summary>
    public required string Notation { get; init; }

    public required string Subject { get; init; }

    public required Urgency Urgency { get; init; }

    public required DraftPrint Print { get; init; }

    public DateOnly? ReplyBy { get; init; }

    public int Pages { get; init; }

    /// <summary>The unit that drafted it; its head reviews.</summary>
    public required Guid DraftingUnitId { get; init; }

    public required IReadOnlyList<Recipient> Recipients { get; init; }

    /// <summary>The incoming document that it answers; its packet names it.</summary>
    public AnsweredDocument? Answers { get; init; }
}

/// <summary>An incoming document that we answer, as its issuer knows it (edXML ResponseFor).</summary>
public sealed record AnsweredDocument
{
    public required Guid DocumentId { get; init; }

    public string? OrganId { get; init; }

    /// <summary>Number and notation.</summary>
    public required string Code { get; init; }

    public DateOnly? IssuedOn { get; init; }

    /// <summary>Its key on the exchange, where it came over it.</summary>
    public string? ExchangeId { get; init; }
}
