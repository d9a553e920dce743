namespace DocFlow.Platform.Reconciling;

/// <summary>What the look is about.</summary>
/// <param name="Now">When.</param>
/// <param name="Patience">How long something may be on its way before it counts as standing still.</param>
/// <param name="From">How far back messages are followed; registers and files are looked at only by a look at everything.</param>
public sealed record Look(DateTimeOffset Now, TimeSpan Patience, DateTimeOffset From)
{
    /// <summary>How many rows one question answers at most.</summary>
    public const int Most = 500;

    /// <summary>The patience of everybody who does not ask otherwise.</summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(2);

    /// <summary>A look at what moves and what happened within the last day: quick enough for every few minutes.</summary>
    public static Look Around(DateTimeOffset now) => new(now, UsualPatience, now.AddDays(-1));

    /// <summary>What is older stands still.</summary>
    public DateTimeOffset Before => Now - Patience;

    /// <summary>What is planned for later than this was planned by a clock that ran ahead.</summary>
    public DateTimeOffset TooLate => Now + TimeSpan.FromHours(2);

    /// <summary>Whether this is a look at everything, not only at the last day.</summary>
    public bool Thorough => From == DateTimeOffset.UnixEpoch;

    /// <summary>What any question's SQL may ask for.</summary>
    public object Parameters => new { Now, Before, TooLate, From, HeardFrom = From.AddHours(-2), Offset = 0, Limit = Most };
}
