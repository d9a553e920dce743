using DocFlow.Dispatch.Proof;
using DocFlow.EdXml.Exchange;

namespace DocFlow.Dispatch.Transports;

/// <summary>
/// The only way to talk to an exchange as one of its agencies: the national axis, a province's, or another DocFlow. A call never throws
/// for what the other side or the line does; it says so in its answer.
/// </summary>
public interface ITransport
{
    /// <summary>Hands a packet over; the same packet again is the same packet there.</summary>
    Task<TransportAnswer<Handed>> Send(PacketToSend packet, CancellationToken stop);

    /// <summary>The receipt for a packet that was handed over, once more; only a DocFlow knows the question.</summary>
    Task<TransportAnswer<Handed>> GetReceipt(string sha256, CancellationToken stop);

    /// <summary>What waits for us and was not acknowledged yet.</summary>
    Task<TransportAnswer<IReadOnlyList<WaitingPacket>>> ListReceived(PacketKind kind, CancellationToken stop);

    /// <summary>Gives the packet's bytes to <paramref name="take"/> while they come; what it made of them.</summary>
    Task<TransportAnswer<T>> Get<T>(string docId, Func<ComingPacket, CancellationToken, Task<T>> take, CancellationToken stop);

    /// <summary>The same with some of its bytes: all of them where the exchange gives no pieces.</summary>
    Task<TransportAnswer<T>> GetPiece<T>(
        string docId, (long From, int Count) piece, Func<ComingPacket, CancellationToken, Task<T>> take, CancellationToken stop) =>
        Get(docId, take, stop);

    /// <summary>Says that we have it (it waits no longer), or that we could not store it.</summary>
    Task<TransportAnswer<Nothing>> Acknowledge(string docId, Acknowledgement word, CancellationToken stop);

    /// <summary>What became of packets that we sent; of one, or of all that the exchange still knows.</summary>
    Task<TransportAnswer<IReadOnlyList<SentPacket>>> ListSent(PacketKind kind, string? docId, CancellationToken stop);

    /// <summary>The exchange's list of agencies.</summary>
    Task<TransportAnswer<IReadOnlyList<ListedAgency>>> ListAgencies(CancellationToken stop);
}

/// <summary>What kind of packet: the axis calls them <c>edoc</c> and <c>status</c>.</summary>
public enum PacketKind
{
    Document,
    Status,
}

/// <summary>What we say about a packet that we fetched.</summary>
public enum Acknowledgement
{
    Processing,
    Done,
    Fail,
}

/// <summary>No answer but that it was done.</summary>
public readonly record struct Nothing;

/// <summary>A packet on its way out: its file is opened anew for each try.</summary>
public sealed record PacketToSend(PacketKind Kind, string Sha256, long Length, Func<CancellationToken, Task<Stream>> Open)
{
    /// <summary>Our code that it is from.</summary>
    public required string From { get; init; }

    /// <summary>Codes that it goes to; where none are given, the packet itself says it.</summary>
    public IReadOnlyList<string> To { get; init; } = [];
}

/// <summary>A packet on its way in, with the hash that the exchange promised, where it did.</summary>
public sealed record ComingPacket(Stream Body, string? Sha256)
{
    /// <summary>From which of its bytes on, where these are a piece of it.</summary>
    public long? From { get; init; }
}

/// <summary>The exchange has it, under this name; and the receipt that it gave, where it gave one.</summary>
public sealed record Handed(string DocId, Receipt? Receipt)
{
    internal Handed(string docId, AxisAnswer answer)
        : this(docId, Proof.Receipt.Read(answer.Root))
    {
    }
}

/// <summary>A packet that waits for us at the exchange.</summary>
public sealed record WaitingPacket(string DocId, string? From, string? To, string? CreatedAt)
{
    /// <summary>SHA-256 of its bytes; said by a DocFlow only, like what follows.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The key of the document that it is or speaks of.</summary>
    public string? ExchangeId { get; init; }

    /// <summary>Number and notation.</summary>
    public string? Code { get; init; }

    public string? Subject { get; init; }

    public string? Length { get; init; }
}

/// <summary>How far a packet of ours came, as the exchange tells it.</summary>
public sealed record SentPacket
{
    public required string DocId { get; init; }

    public string? FromCode { get; init; }

    public string? ToCode { get; init; }

    public string? Title { get; init; }

    public string? Notation { get; init; }

    public string? SentTime { get; init; }

    public string? ReceivedTime { get; init; }

    public string? SendStatus { get; init; }

    public string? ReceiveStatus { get; init; }

    public string? Description { get; init; }
}

/// <summary>A line of the exchange's list of agencies.</summary>
public sealed record ListedAgency(string Code, string Name)
{
    public string? Id { get; init; }

    public string? ParentId { get; init; }

    public string? Mail { get; init; }

    public string? OldCode { get; init; }
}
