using System.Globalization;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow.Law;

public sealed class MomentTests
{
    [TestCase("2026-03-06", 1, "2026-03-09", TestName = "One_working_day_from_a_Friday_ends_on_Monday")]
    [TestCase("2026-03-06", 0, "2026-03-06", TestName = "An_urgent_matter_is_due_the_same_day")]
    [TestCase("2026-03-07", 0, "2026-03-09", TestName = "An_urgent_matter_of_a_Saturday_is_due_on_Monday")]
    [TestCase("2026-03-07", 1, "2026-03-09", TestName = "One_working_day_from_a_Saturday_ends_on_Monday")]
    [TestCase("2026-04-29", 1, "2026-05-04", TestName = "Days_off_are_not_counted")]
    public void A_limit_is_counted_in_working_days(string today, int days, string due)
    {
        var moment = new Moment(At(today, 9), new HashSet<DateOnly> { new(2026, 4, 30), new(2026, 5, 1) });

        Assert.That(moment.After(days), Is.EqualTo(Day(due)));
    }

    [Test]
    public void The_day_changes_at_midnight_in_Vietnam()
    {
        var evening = new Moment(new DateTimeOffset(2026, 3, 2, 17, 30, 0, TimeSpan.Zero), new HashSet<DateOnly>());

        Assert.That(evening.Today, Is.EqualTo(new DateOnly(2026, 3, 3)));
    }

    private static DateTimeOffset At(string day, int hour) => new(Day(day), new TimeOnly(hour, 0), TimeSpan.FromHours(7));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
