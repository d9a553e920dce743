namespace DocFlow.Dispatch.Proof;

/// <summary>A receipt as it is kept.</summary>
public sealed record ReceiptRow
{
    public required Guid Id { get; init; }

    /// <summary>Ours: the packet accepted where we gave it, our delivery or status packet where we got it.</summary>
    public required Guid PacketId { get; init; }

    /// <summary>We gave it; otherwise a peer gave it to us.</summary>
    public required bool Given { get; init; }

    /// <summary>The other side.</summary>
    public required string AgencyCode { get; init; }

    public required string ExchangeId { get; init; }

    public required string PacketSha256 { get; init; }

    public required string Statement { get; init; }

    public required string Signature { get; init; }

    public required string NodeKey { get; init; }

    /// <summary>The code of what speaks against one that we got, whoever's key it is.</summary>
    public string? Fault { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>A time-stamp token (RFC 3161) over the signature's DER, in base64; null until an authority gave one.</summary>
    public string? Stamp { get; init; }

    public DateTimeOffset? StampedAt { get; init; }

    /// <summary>Why there is no stamp yet.</summary>
    public string? StampError { get; init; }

    /// <summary>The receipt itself.</summary>
    public Receipt Receipt => new(Statement, Signature, NodeKey);

    public const string Columns = """
        id, packet_id, given, agency_code, exchange_id, packet_sha256, statement, signature, node_key, fault, recorded_at,
        stamp, stamped_at, stamp_error
        """;
}
