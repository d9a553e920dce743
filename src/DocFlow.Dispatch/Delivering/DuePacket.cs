using DocFlow.Dispatch.Transports;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Delivering;

/// <summary>A packet that is to be handed to a peer now.</summary>
internal sealed record DuePacket
{
    public required Guid Id { get; init; }

    public required string ExchangeId { get; init; }

    /// <summary>Our code that it is from; a document's is the agency's.</summary>
    public string? FromCode { get; init; }

    public required string RecipientCode { get; init; }

    /// <summary>Set where a document packet is queued among the status packets.</summary>
    public int? Business { get; init; }

    public required string PacketSha256 { get; init; }

    public required long PacketLength { get; init; }

    public required int Sends { get; init; }

    public DateTimeOffset? GiveUpAt { get; init; }
}

/// <summary>A table of packets that go out: documents, or status packets. Both have the same schedule.</summary>
internal sealed record PeerQueue(PacketKind Kind, string Table, string Columns)
{
    public static readonly PeerQueue Documents = new(PacketKind.Document, "dispatch_delivery",
        "id, exchange_id, recipient_code, packet_sha256, packet_length, sends, give_up_at");

    public static readonly PeerQueue Statuses = new(PacketKind.Status, "dispatch_answer",
        "id, exchange_id, from_code, to_code as recipient_code, business, packet_sha256, packet_length, sends, give_up_at");

    private const string Due = "state = 'sending' and peer_code = @Peer";

    /// <summary>Claims what is due at a peer, the most urgent of it.</summary>
    public async Task<IReadOnlyList<DuePacket>> Claim(Session session, string peer, TimeSpan until, int limit)
    {
        var urgency = await session.One<long>(MostUrgent, new { Peer = peer, session.Now });
        if (urgency < 0)
            return [];
        return await session.List<DuePacket>(
            session.Dialect.Claim(Table, $"{Due} and urgency = @Urgency", Columns),
            new { Peer = peer, Urgency = urgency, session.Now, Until = session.Now + until, Limit = limit });
    }

    /// <summary>Claims what is due at a peer to which nothing is sent now, and whose time is over.</summary>
    public Task<IReadOnlyList<DuePacket>> ClaimExpired(Session session, string peer, TimeSpan until, int limit) =>
        session.List<DuePacket>(
            session.Dialect.Claim(Table, $"{Due} and give_up_at <= @Now", Columns),
            new { Peer = peer, session.Now, Until = session.Now + until, Limit = limit });

    /// <summary>What is due at a peer comes back when the peer is tried, or when its time is over.</summary>
    public Task PutOff(Session session, Peer peer) => session.Execute(
        Later, new { Peer = peer.Code, session.Now, Until = peer.OpenUntil ?? session.Now + TimeSpan.FromSeconds(15) });

    /// <summary>The peer is no more: a way is looked for anew, however often this one was tried.</summary>
    public Task RouteAnew(Session session, string peer) => session.Execute(Unrouted, new { Peer = peer });

    public Task Postpone(Session session, DuePacket packet, DateTimeOffset due, TransportFault fault) =>
        session.Keep(Postponed, new { packet.Id, Due = due, fault.Code, Why = MoveDelivery.Short(fault.Said) });

    /// <summary>A large packet takes longer than a claim lasts.</summary>
    public Task Extend(Session session, DuePacket packet, TimeSpan until) =>
        session.Execute(Extended, new { packet.Id, Until = session.Now + until });

    private string MostUrgent => $"""
        select coalesce(max(urgency), -1)
        from {Table}
        where {Due} and due_at <= @Now
        """;

    private string Later => $"""
        update {Table}
        set due_at = case when give_up_at < @Until then give_up_at else @Until end
        where {Due} and due_at <= @Now and (give_up_at is null or give_up_at > @Now)
        """;

    private string Unrouted => $"""
        update {Table}
        set state = 'preparing', peer_code = null, sends = 0
        where {Due}
        """;

    private string Postponed => $"""
        update {Table}
        set due_at = @Due, error_code = @Code, last_error = @Why
        where id = @Id and state = 'sending'
        """;

    private string Extended => $"""
        update {Table}
        set due_at = @Until
        where id = @Id and state = 'sending'
        """;
}
