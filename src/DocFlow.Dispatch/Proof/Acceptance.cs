using DocFlow.Platform;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Proof;

/// <summary>
/// What a receipt states: this node has this packet, whole. Written as one line of JSON, always in this order and form, so that a statement
/// has one text only.
/// </summary>
public sealed record Acceptance
{
    /// <summary>An agency as it is known to the node.</summary>
    public sealed record Party(string Code, string Name);

    /// <summary>A root of the trail, given away.</summary>
    public sealed record Head(int Number, string Hash);

    /// <summary>The version of this form; a root of the trail or a manifest, which the same key signs, begins otherwise.</summary>
    public int DocFlowReceipt { get; init; } = 1;

    /// <summary>The agency whose node accepted it.</summary>
    public required Party AcceptedBy { get; init; }

    /// <summary>The agency that handed it over, as it proved itself.</summary>
    public required Party From { get; init; }

    /// <summary>The packet's id at the node.</summary>
    public required Guid PacketId { get; init; }

    /// <summary>"new", "recall", "update", "replace", or "status-" with the code.</summary>
    public required string Kind { get; init; }

    /// <summary>The document's id on the exchange, as the packet says it.</summary>
    public required string ExchangeId { get; init; }

    /// <summary>SHA-256 of the packet's bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many bytes.</summary>
    public required long Length { get; init; }

    /// <summary>When; kept in milliseconds, by the office's clock.</summary>
    public required DateTimeOffset AcceptedAt
    {
        get;
        init => field = new DateTimeOffset(value.UtcTicks - value.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero).InOffice();
    }

    /// <summary>The latest root of the node's trail; null before the first.</summary>
    public required Head? TrailRoot { get; init; }

    /// <summary>The text that is signed.</summary>
    public string Write() => Statement.Write(this);

    /// <summary>What a text states, or null where it is not exactly a statement's text.</summary>
    public static Acceptance? Read(string statement) => Statement.Read<Acceptance>(statement) is { DocFlowReceipt: 1 } said ? said : null;
}
