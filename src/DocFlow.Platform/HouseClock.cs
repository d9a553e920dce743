namespace DocFlow.Platform;

/// <summary>
/// The one clock of an installation: the database's time as it was last asked, carried on by this machine's steady clock. What the wall
/// clock of a machine says, and that somebody sets it, is of no account; only where the database is on this machine (SQLite) it counts.
/// </summary>
public sealed class HouseClock(TimeProvider machine) : TimeProvider
{
    private sealed record Reading(DateTimeOffset Time, long At);

    private volatile Reading? _last;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() =>
        _last is { } last ? last.Time + machine.GetElapsedTime(last.At) : machine.GetUtcNow();

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <inheritdoc />
    public override long GetTimestamp() => machine.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>How far this machine's own clock is ahead of it.</summary>
    public TimeSpan MachineAhead => machine.GetUtcNow() - GetUtcNow();

    /// <summary>
    /// Sets it by what the database said between two timestamps; how far this machine's own clock is from it.
    /// </summary>
    public TimeSpan Set(DateTimeOffset said, long asked, long answered)
    {
        // it was that time somewhere between the two
        _last = new Reading(said + machine.GetElapsedTime(asked, answered) / 2, answered);
        return MachineAhead;
    }
}
