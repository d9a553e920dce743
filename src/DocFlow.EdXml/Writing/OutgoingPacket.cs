using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>One packet. Written twice it gives the same bytes: ids inside follow from `PacketId`.</summary>
public sealed record OutgoingPacket(Guid PacketId, DocumentPacket Document, IReadOnlyList<AttachmentToSend> Attachments);

/// <summary>A file that goes along; `Open` is called once, while the packet is written. The first one is the main document.</summary>
public sealed record AttachmentToSend(string Name, string ContentType, Func<Stream> Open)
{
    public string? Description { get; init; }

    /// <summary>Without `cid:`; made from the packet's id where none is given.</summary>
    public string? ContentId { get; init; }

    /// <summary>`Open` gives what <see cref="AttachmentZip"/> made of the file: packed once, for whoever sends it to many.</summary>
    public bool IsPacked { get; init; }
}

/// <summary>What the peer's software expects to see.</summary>
public sealed record WriteSettings
{
    public static readonly WriteSettings Default = new();

    public Layout Layout { get; init; } = Layout.Vpcp;
    public Payload Payload { get; init; } = Payload.Zipped;
}

/// <summary>The order of elements: the VPCP .NET software's, or VNPT's Java writer's. Both pass the axis.</summary>
public enum Layout
{
    Vpcp,
    Vnpt,
}

/// <summary>A file travels as a zip with one deflated entry, or as it is.</summary>
public enum Payload
{
    Zipped,
    Raw,
}

/// <summary>Refused means that nothing was written; the errors say why.</summary>
public sealed record WriteReport(WriteOutcome Outcome, IReadOnlyList<Finding> Errors);

public enum WriteOutcome
{
    Written,
    Refused,
}
