namespace DocFlow.EdXml.Packets;

/// <summary>What the packet does to the document. The spelling is the standard's.</summary>
public sealed record Bussiness
{
    /// <summary>The document to update or recall; official recall and replacement samples leave it out.</summary>
    public string? DocumentId { get; init; }

    public BussinessDocType DocType { get; init; }
    public string? Reason { get; init; }
    public int? Paper { get; init; }
    public DocumentChange? Change { get; init; }
    public IReadOnlyList<Replacement> Replaces { get; init; } = [];
    public StaffInfo? StaffInfo { get; init; }
}

/// <summary>Other numbers occur (4 at one vendor) and are kept as they are.</summary>
public enum BussinessDocType
{
    New = 0,
    Recall = 1,
    Update = 2,
    Replace = 3,
}

/// <summary>BussinessDocumentInfo: what an update changes.</summary>
public sealed record DocumentChange(int? DocumentInfo, int? DocumentReceiver, IReadOnlyList<ReceiverChange>? Receivers)
{
    public IReadOnlyList<ReceiverChange> Receivers { get; init; } = Receivers ?? [];
}

/// <summary>`ReceiverType` 0 = removed, 1 = added.</summary>
public sealed record ReceiverChange(string OrganId, int? ReceiverType);

/// <summary>A document that is replaced, and for which recipients.</summary>
public sealed record Replacement(string DocumentId, IReadOnlyList<string>? OrganIds)
{
    public IReadOnlyList<string> OrganIds { get; init; } = OrganIds ?? [];
}

/// <summary>One hop of the packet; the code may be missing.</summary>
public sealed record TraceHeader(string? OrganId, PacketTime? Timestamp);
