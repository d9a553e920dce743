using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Reading;

public enum ReadOutcome
{
    Readable,
    ReadableWithWarnings,
    Refused,
}

/// <summary>Exactly one of Document and Status is there unless the packet was refused; then throw away what was handed out.</summary>
public sealed record ReadReport
{
    public ReadOutcome Outcome => Findings.Any(one => one.Severity == Severity.Error) ? ReadOutcome.Refused
        : Findings.Count > 0 ? ReadOutcome.ReadableWithWarnings : ReadOutcome.Readable;

    public DocumentPacket? Document { get; init; }
    public StatusPacket? Status { get; init; }
    public IReadOnlyList<ReceivedAttachment> Attachments { get; init; } = [];
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>What is known of a file when room for it is asked for.</summary>
public sealed record AttachmentHead(int Index, string Name, string? ContentType);

/// <summary>A file as it was handed out. `Name` is safe as a file name; `NameAsWritten` is what the packet said.</summary>
public sealed record ReceivedAttachment
{
    public required int Index { get; init; }
    public required string Name { get; init; }
    public string? NameAsWritten { get; init; }
    public string? ContentId { get; init; }
    public string? ContentType { get; init; }
    public string? Description { get; init; }
    public required bool WasZipped { get; init; }
    public required long Length { get; init; }

    /// <summary>Lower-case hex, of the file itself, not of the zip.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>Stops the reading; never leaves <see cref="PacketReader"/>.</summary>
internal sealed class PacketRefused(Finding finding) : Exception
{
    public Finding Finding { get; } = finding;
}
