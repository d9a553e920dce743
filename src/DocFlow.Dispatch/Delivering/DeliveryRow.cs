namespace DocFlow.Dispatch.Delivering;

/// <summary>One recipient's copy. Its id is the packet's id: however often it is sent or fetched, it is the same packet.</summary>
public sealed record DeliveryRow
{
    /// <summary>Its packet is still to be written.</summary>
    public const string Preparing = "preparing";

    /// <summary>The packet lies in the mailbox that the recipient collects from.</summary>
    public const string Mailbox = "mailbox";

    /// <summary>A peer is to take the packet, with as many tries as its time allows.</summary>
    public const string Sending = "sending";

    /// <summary>The recipient's system has it.</summary>
    public const string Sent = "sent";

    /// <summary>Given up; a clerk sees why and may send it again.</summary>
    public const string Failed = "failed";

    /// <summary>Given back by its recipient, or taken back before it left us; nothing moves it any more.</summary>
    public const string Recalled = "recalled";

    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid DocumentId { get; init; }

    public required string RecipientCode { get; init; }

    public required string RecipientName { get; init; }

    public required string State { get; init; }

    public string? Status { get; init; }

    public string? PacketSha256 { get; init; }

    public long? PacketLength { get; init; }

    public required int Sends { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When its letter was signed; null where the copy came later.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The peer that takes it; of a copy without a way yet: the one that a clerk said.</summary>
    public string? PeerCode { get; init; }

    /// <summary>The trace of its issue.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The columns, for any select that wants the row.</summary>
    public const string Columns = """
        id, issue_id, case_id, document_id, recipient_code, recipient_name, state, status, packet_sha256, packet_length, sends, created_at,
        changed_at, signed_at, peer_code, trace_parent
        """;
}
