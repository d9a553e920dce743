namespace DocFlow.Signing.LongTerm;

/// <summary>A token bucket: so many questions at once, refilled evenly over a minute. For many threads.</summary>
internal sealed class RateBudget(int perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _left = perMinute;
    private DateTimeOffset _filled = time.GetUtcNow();

    /// <summary>Takes one; or says when there will be one again.</summary>
    public DateTimeOffset? Take()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _left = Math.Min(perMinute, _left + (now - _filled).TotalMinutes * perMinute);
            _filled = now;
            if (_left < 1)
                return now + TimeSpan.FromMinutes((1 - _left) / perMinute);
            _left--;
            return null;
        }
    }
}
