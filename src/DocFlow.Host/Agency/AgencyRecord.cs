namespace DocFlow.Host.Agency;

/// <summary>What a recipient agency was given when it was enrolled with the sender.</summary>
/// <param name="Code">Its agency code.</param>
/// <param name="Name">Its name.</param>
/// <param name="SystemId">What its system calls itself.</param>
/// <param name="Secret">The shared secret of its signed headers.</param>
public sealed record AgencyEnrolment(string Code, string Name, string SystemId, string Secret);

/// <summary>One packet as a recipient agency recorded it, once.</summary>
public sealed record AgencyRecord
{
    /// <summary>The packet's id; the same packet sent again is not recorded again.</summary>
    public required Guid PacketId { get; init; }

    /// <summary>The sender's code.</summary>
    public required string From { get; init; }

    /// <summary>The sender's name.</summary>
    public string? FromName { get; init; }

    /// <summary>The document's key on the exchange.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Number and notation.</summary>
    public required string Code { get; init; }

    /// <summary>The day it was issued, as the packet says it.</summary>
    public string? IssuedOn { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>The document's file, beside the record.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of that file.</summary>
    public required string FileSha256 { get; init; }

    /// <summary>The agency's own verdict on its signatures: passed, failed, undetermined, none or unreadable.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why it is not passed; empty when it is.</summary>
    public required string Reason { get; init; }

    /// <summary>Number of signatures found.</summary>
    public required int Signatures { get; init; }

    /// <summary>When it was recorded; the answers bear this time, so that one sent again is byte for byte the same.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
