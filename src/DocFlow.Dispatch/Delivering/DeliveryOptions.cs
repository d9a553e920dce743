namespace DocFlow.Dispatch.Delivering;

/// <summary>Settings of deliveries, from the configuration's section "Delivery".</summary>
public sealed record DeliveryOptions
{
    /// <summary>How long a packet is tried before a clerk is asked.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a packet may lie in a mailbox before a clerk is asked; it stays there.</summary>
    public TimeSpan CollectWithin { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How often peers are asked what waits for us.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(15);
}
