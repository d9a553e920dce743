using System.Threading.RateLimiting;
using DocFlow.Platform;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// How much one agency may ask of this process. Counted by who proved to be calling, not by what a call says of itself: nobody can use up
/// another agency's share.
/// </summary>
public sealed class ExchangeLimits(ExchangeOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _calls = PartitionedRateLimiter.Create<string, string>(
        code => RateLimitPartition.GetTokenBucketLimiter(code, _ => Bucket(options.CallsPerSecond)));

    /// <summary>Takes one call; the refusal where the agency made too many.</summary>
    public Refusal? Take(string agency)
    {
        using var lease = _calls.AttemptAcquire(agency);
        return lease.IsAcquired ? null : TooMany;
    }

    /// <inheritdoc />
    public void Dispose() => _calls.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = 2 * perSecond,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    private static Refusal TooMany { get; } = new(RefusalKind.TooMany, "exchange.too-many-calls",
        "Hệ thống của cơ quan gọi quá nhiều lần trong một giây; hãy gọi lại sau.",
        "The agency's system makes too many calls a second; call again later.");
}
