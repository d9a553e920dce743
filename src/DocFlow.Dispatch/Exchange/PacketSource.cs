using DocFlow.Dispatch.Proof;

namespace DocFlow.Dispatch.Exchange;

/// <summary>By which way a packet came here.</summary>
public enum PacketWay
{
    /// <summary>Brought by a VXP call.</summary>
    Vxp,

    /// <summary>Brought by a call of the provincial form.</summary>
    Provincial,

    /// <summary>Collected by us at a peer.</summary>
    Polled,

    /// <summary>From one of this installation to another.</summary>
    Internal,

    /// <summary>Made on the inbox page of an agency without a system.</summary>
    Inbox,
}

/// <summary>Who brought a packet, proved, and by which way.</summary>
/// <param name="Code">Its agency code.</param>
/// <param name="Name">Its name, for the trail.</param>
/// <param name="Way">How it came.</param>
public sealed record PacketSource(string Code, string Name, PacketWay Way)
{
    /// <summary>
    /// The axis, to which we hand everybody's packets, brings everybody's: who sent them is its word. Another peer brings its own, and
    /// those of agencies that are reached by it; anybody else only its own.
    /// </summary>
    public bool ForOthers { get; init; }

    /// <summary>The recipients named beside the packet, who all are to get it here; without them those that it names itself.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>The signed call that brought it, which is good once: taken in the transaction of its effect.</summary>
    public Caller? Call { get; init; }
}

/// <summary>A packet of which the database knows; the same packet again gets the same answer.</summary>
public sealed record Accepted
{
    /// <summary>Its id here.</summary>
    public required Guid PacketId { get; init; }

    /// <summary>"edoc" or "status".</summary>
    public required string Kind { get; init; }

    public required string FromCode { get; init; }

    /// <summary>The key of the document that it is or speaks of.</summary>
    public required string ExchangeId { get; init; }

    public required string Sha256 { get; init; }

    public required long Length { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>To whom it went from here, now and before.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Nothing was done that was not done before.</summary>
    public required bool Again { get; init; }

    /// <summary>This node's signed word that it has the packet.</summary>
    public Receipt? Receipt { get; init; }
}
