namespace DocFlow.Dispatch.Exchange;

/// <summary>Settings of the exchange endpoint, from the configuration's section "Exchange".</summary>
public sealed record ExchangeOptions
{
    /// <summary>The largest packet that is taken in, bytes.</summary>
    public long LargestPacket { get; init; } = 400_000_000;

    /// <summary>Calls a second that one agency may make; twice as many at once.</summary>
    public int CallsPerSecond { get; init; } = 500;

    /// <summary>Uploads in pieces that one agency may have open at once.</summary>
    public int OpenUploads { get; init; } = 8;

    /// <summary>Hours after which an upload in pieces that nobody continued is forgotten.</summary>
    public int UploadHours { get; init; } = 48;
}
