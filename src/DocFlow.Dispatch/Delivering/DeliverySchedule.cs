using DocFlow.Dispatch.Transports;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// When a packet that could not be handed over is tried again: later and later, spread by chance so that what failed together does not
/// come back together, when the other side asks for it, and at the very end of its time once more.
/// </summary>
public static class DeliverySchedule
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    /// <summary>Null: a clerk must see it.</summary>
    /// <param name="tries">How often it was tried.</param>
    /// <param name="fault">What came of the last try.</param>
    /// <param name="now">When that was.</param>
    /// <param name="giveUp">When its time is over.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static DateTimeOffset? Next(int tries, TransportFault fault, DateTimeOffset now, DateTimeOffset giveUp, double chance)
    {
        if (!fault.WorthAnotherTry || now >= giveUp)
            return null;
        var wait = Spread(Backoff(First, tries, Longest), chance);
        if (fault.RetryAfter is { } asked && asked > wait)
            wait = asked < LongestAsked ? asked : LongestAsked;
        return now + wait < giveUp ? now + wait : giveUp;
    }

    /// <summary>Twice as long each time, up to the longest.</summary>
    public static TimeSpan Backoff(TimeSpan first, int times, TimeSpan longest)
    {
        var wait = first * Math.Pow(2, Math.Clamp(times - 1, 0, 30));
        return wait < longest ? wait : longest;
    }

    /// <summary>A quarter less to a quarter more.</summary>
    public static TimeSpan Spread(TimeSpan wait, double chance) => wait * (0.75 + 0.5 * chance);
}
