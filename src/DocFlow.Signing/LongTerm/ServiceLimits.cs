namespace DocFlow.Signing.LongTerm;

/// <summary>How a service elsewhere is asked; the defaults are kind to both sides.</summary>
public sealed record ServiceLimits
{
    /// <summary>How long one question may take, from connecting to the last byte.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So many failed questions, and at least half of all in five minutes, and the service is left alone for a while.</summary>
    public int FailuresToRest { get; init; } = 3;

    /// <summary>For how long; then one question tries whether it is back.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The budget: so many questions a minute, and so many at once, at least 1; null does not count.</summary>
    public int? AsksPerMinute { get; init; }
}
