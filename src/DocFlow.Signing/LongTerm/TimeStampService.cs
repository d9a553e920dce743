namespace DocFlow.Signing.LongTerm;

/// <summary>A time-stamp authority that may be asked over HTTP (RFC 3161 3.4).</summary>
/// <param name="Address">Where, http or https.</param>
public sealed record TimeStampService(Uri Address)
{
    /// <summary>The policy to stamp under, an object identifier; null leaves it to the authority.</summary>
    public string? Policy { get; init; }

    /// <summary>How it is asked.</summary>
    public ServiceLimits Limits { get; init; } = new();
}
