using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Delivering;

/// <summary>Whether a copy went out when it should.</summary>
public enum Timeliness
{
    /// <summary>There is time.</summary>
    Open,

    /// <summary>On the day it was signed.</summary>
    SameDay,

    /// <summary>By noon of the next working day.</summary>
    NextMorning,

    /// <summary>Later.</summary>
    Late,

    /// <summary>Not yet, and it should have.</summary>
    Overdue,
}

/// <summary>
/// A document is sent the day it is signed, at the latest in the morning of the next working day (Decision 28/2018). What lies in the
/// recipient's mailbox is sent: fetching it is the recipient's part.
/// </summary>
public sealed class SameDayRule(IReadOnlySet<DateOnly> daysOff)
{
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    private sealed record DayRow
    {
        public required DateOnly Day { get; init; }
    }

    /// <summary>The rule with the days off around today.</summary>
    public static async Task<SameDayRule> Load(ReadSession session, DateOnly today)
    {
        var around = new { From = today.AddYears(-1), To = today.AddYears(1) };
        return new SameDayRule((await session.List<DayRow>(DaysOff, around)).Select(row => row.Day).ToHashSet());
    }

    /// <summary>How a copy stands that goes out now; the calendar is asked only where it is not the day of the signature.</summary>
    public static async Task<Timeliness> When(Session session, DateTimeOffset signedAt) => DayOf(session.Now) <= DayOf(signedAt)
        ? Timeliness.SameDay
        : (await Load(session, DayOf(session.Now))).Of(signedAt, session.Now, session.Now);

    /// <summary>When it must be gone.</summary>
    public DateTimeOffset Deadline(DateTimeOffset signedAt)
    {
        var day = DayOf(signedAt).AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || daysOff.Contains(day))
            day = day.AddDays(1);
        return Start(day) + Noon;
    }

    /// <summary>How a copy stands.</summary>
    public Timeliness Of(DateTimeOffset signedAt, DateTimeOffset? sentAt, DateTimeOffset now)
    {
        if (sentAt is not { } sent)
            return now > Deadline(signedAt) ? Timeliness.Overdue : Timeliness.Open;
        if (DayOf(sent) <= DayOf(signedAt))
            return Timeliness.SameDay;
        return sent <= Deadline(signedAt) ? Timeliness.NextMorning : Timeliness.Late;
    }

    /// <summary>What was signed before this moment should be gone by now.</summary>
    public DateTimeOffset Before(DateTimeOffset now)
    {
        var day = DayOf(now);
        while (Deadline(Start(day)) >= now)
            day = day.AddDays(-1);
        return Start(day.AddDays(1));
    }

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.InOffice().DateTime);

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Vietnam);

    private const string DaysOff = """
        select day
        from dispatch_day_off
        where kind = 'off' and day between @From and @To
        """;
}
