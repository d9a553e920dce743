namespace DocFlow.Signing.LongTerm;

/// <summary>A time-stamp authority that may be asked over HTTP (RFC 3161 3.4).</summary>
/// <param name="Address">Where, http or https; anything else is an <see cref="ArgumentException"/>.</param>
public sealed record TimeStampService(Uri Address)
{
    /// <summary>Where it is asked.</summary>
    public Uri Address { get; } = Address is { IsAbsoluteUri: true, Scheme: "http" or "https" }
        ? Address
        : throw new ArgumentException($"A time-stamp authority is asked over http or https, not at {Address}.", nameof(Address));

    /// <summary>The policy to stamp under, an object identifier; null leaves it to the authority.</summary>
    public string? Policy { get; init; }

    /// <summary>How it is asked.</summary>
    public ServiceLimits Limits { get; init; } = new();
}
