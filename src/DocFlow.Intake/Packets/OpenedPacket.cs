using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.Intake.Screening;
using DocFlow.Platform.Storage;

namespace DocFlow.Intake.Packets;

/// <summary>What a packet says, and its files in the content store; without words and files where it could not be read.</summary>
public sealed record OpenedPacket(ReadReport Report, IReadOnlyList<OpenedFile> Files)
{
    /// <summary>Whether one of its addressees bears one of these codes; a packet that nobody could read names nobody else.</summary>
    public bool IsTo(IEnumerable<string?> codes) => Report.Document is not { } document
        || document.Header.To.Select(to => to.OrganId).Intersect(codes, StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>Its words, without what only the packet's own bytes need to keep.</summary>
    public ReadReport Words => Report with
    {
        Document = Report.Document is { } document ? document with { Unknown = [], Header = Short(document.Header) } : null,
    };

    // thousands of addressees are of no use on a desk
    private static MessageHeader Short(MessageHeader header) => header with { To = [.. header.To.Take(50)] };
}

/// <summary>A file of the packet, and what screening found: a report that says why it is unusable, or one to be registered.</summary>
public sealed record OpenedFile(string Name, StoredFile Stored, ScreeningReport Screened);
