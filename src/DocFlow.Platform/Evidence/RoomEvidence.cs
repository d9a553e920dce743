namespace DocFlow.Platform.Evidence;

/// <summary>Which document somebody asks for: by our id, its number in a register of a year, or its id on the exchange.</summary>
public sealed record DocumentAsked(string Text, int Year)
{
    /// <summary>Our id, where it is one.</summary>
    public Guid? Id => Guid.TryParse(Text, out var id) ? id : null;
}

/// <summary>A document by our id, and by all the ids under which the exchange knows it.</summary>
public sealed record DocumentKeys(Guid Id, IReadOnlyList<string> ExchangeIds);

/// <summary>Something that a room has about a document: a file of the content store, or a text that the room made of its rows.</summary>
/// <param name="Kind">One of <see cref="EvidenceKind"/>.</param>
/// <param name="Name">What to call it, Unicode, with its ending; it need not be unique.</param>
public sealed record EvidencePart(string Kind, string Name)
{
    /// <summary>The file of the content store.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The text instead, already in the bytes that are to be kept.</summary>
    public byte[]? Bytes { get; init; }
}

/// <summary>All that a room has about one document.</summary>
/// <param name="Parts">In an order of time that is the same however often it is asked.</param>
/// <param name="Subjects">What else the trail speaks of that belongs to the document: its files, its packets.</param>
public sealed record RoomEvidence(IReadOnlyList<EvidencePart> Parts, IReadOnlyList<Guid> Subjects)
{
    /// <summary>Nothing.</summary>
    public static RoomEvidence None { get; } = new([], []);
}

/// <summary>What a part of an evidence file is; its folder there.</summary>
public static class EvidenceKind
{
    /// <summary>A PDF as it came in.</summary>
    public const string Received = "received";

    /// <summary>A file that came along and is no PDF that can be judged.</summary>
    public const string Attachment = "attachments";

    /// <summary>A PDF as it was issued.</summary>
    public const string Issued = "issued";

    /// <summary>A packet that was sent.</summary>
    public const string Sent = "packets-sent";

    /// <summary>A packet that was accepted.</summary>
    public const string Accepted = "packets-received";

    /// <summary>A receipt: its statement as <c>.json</c>, beside it <c>.sig</c>, <c>.pem</c> and, once stamped, <c>.tst</c>.</summary>
    public const string Receipt = "receipts";

    /// <summary>What was found out about a file, or asked and decided about the document.</summary>
    public const string Report = "reports";

    /// <summary>The slice of the trail.</summary>
    public const string Trail = "trail";

    /// <summary>How to check it without this program, and the public key.</summary>
    public const string Guide = "guide";
}
