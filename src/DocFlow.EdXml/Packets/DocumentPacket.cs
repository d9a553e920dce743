namespace DocFlow.EdXml.Packets;

/// <summary>A document on its way. Its attachments travel beside it: <see cref="Writing.AttachmentToSend"/>.</summary>
public sealed record DocumentPacket
{
    public required MessageHeader Header { get; init; }
    public IReadOnlyList<TraceHeader> Trace { get; init; } = [];

    /// <summary>Absent means a new document.</summary>
    public Bussiness? Bussiness { get; init; }

    public IReadOnlyList<Unknown> Unknown { get; init; } = [];
}

/// <summary>What happened to a document at the other agency. There is no To: the addressee is `ResponseFor.OrganId`.</summary>
public sealed record StatusPacket
{
    public required Organization From { get; init; }
    public required ResponseFor ResponseFor { get; init; }
    public StaffInfo? StaffInfo { get; init; }
    public required StatusCode StatusCode { get; init; }

    /// <summary>What was done, or the reason; obligatory for 02, 13 and 16.</summary>
    public string? Description { get; init; }

    public PacketTime? Timestamp { get; init; }

    /// <summary>Most senders leave it out.</summary>
    public IReadOnlyList<TraceHeader> Trace { get; init; } = [];

    public IReadOnlyList<Unknown> Unknown { get; init; } = [];
}
