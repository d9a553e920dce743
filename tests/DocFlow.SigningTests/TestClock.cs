namespace DocFlow.Tests;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class TestClock : TimeProvider
{
    /// <summary>Monday 2 February 2026, 09:00 in the office.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 2, 2, 9, 0, 0, TimeSpan.FromHours(7));

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
