namespace DocFlow.Platform;

/// <summary>How one recipient's copy of what a case issued fares.</summary>
public sealed record CaseCopy
{
    /// <summary>The recipient's code.</summary>
    public required string RecipientCode { get; init; }

    public required string RecipientName { get; init; }

    /// <summary>
    /// "queued", "sent", "failed", "recalled", or the two-digit code (QCVN 102) of what was said last: by the recipient 01 to 06, 15 and
    /// 16, by us 13.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Whoever said it, in their words.</summary>
    public string? Description { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset At { get; init; }
}
