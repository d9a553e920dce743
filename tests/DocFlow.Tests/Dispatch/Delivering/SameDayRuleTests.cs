using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class SameDayRuleTests
{
    // 30 April and 1 May 2026 are a Thursday and a Friday
    private static readonly SameDayRule Rule = new(new HashSet<DateOnly> { new(2026, 4, 30), new(2026, 5, 1) });

    [TestCase("2026-04-28T16:00", "2026-04-28T23:59", Timeliness.SameDay)]
    [TestCase("2026-04-28T16:00", "2026-04-29T12:00", Timeliness.NextMorning)]
    [TestCase("2026-04-28T16:00", "2026-04-29T12:01", Timeliness.Late)]
    [TestCase("2026-04-29T16:00", "2026-05-04T11:00", Timeliness.NextMorning)]
    [TestCase("2026-04-29T16:00", "2026-05-04T13:00", Timeliness.Late)]
    public void A_document_goes_the_day_it_is_signed_or_by_noon_of_the_next_working_day(string signed, string sent, Timeliness is_) =>
        Assert.That(Rule.Of(At(signed), At(sent), At("2026-06-01T08:00")), Is.EqualTo(is_));

    [TestCase("2026-04-29T16:00", "2026-05-04T11:59", Timeliness.Open)]
    [TestCase("2026-04-29T16:00", "2026-05-04T12:01", Timeliness.Overdue)]
    public void What_is_not_gone_is_overdue_after_that(string issued, string now, Timeliness is_)
    {
        var (at, here) = (At(issued), At(now));

        Assert.That(Rule.Of(at, null, here), Is.EqualTo(is_));
        Assert.That(at < Rule.Before(here), Is.EqualTo(is_ == Timeliness.Overdue), "as the board counts them");
    }

    [Test]
    public async Task The_board_counts_what_should_be_gone_and_shows_what_a_clerk_must_see_to()
    {
        using var dispatch = new DispatchOffice();
        await dispatch.Issue();
        await dispatch.Office.Database.Write(session => session.Execute(
            "update dispatch_delivery set state = 'failed', error_code = '18', last_error = 'x' where recipient_code = 'H53'"));

        var today = await dispatch.Office.Database.Read(session => ListTroubles.Handle(session, dispatch.Office.Clock.Now));
        var nextWeek = await dispatch.Office.Database.Read(
            session => ListTroubles.Handle(session, dispatch.Office.Clock.Now + TimeSpan.FromDays(7)));

        Assert.That((today.Open, today.Overdue, nextWeek.Overdue), Is.EqualTo((2, 0, 2)));
        Assert.That(today.Copies.Single().RecipientCode, Is.EqualTo("H53"));
    }

    [Test]
    public async Task A_letter_that_lies_signed_for_days_before_it_is_issued_is_late()
    {
        using var dispatch = new DispatchOffice();
        var letter = dispatch.Letter();
        await dispatch.Bring(letter);
        dispatch.Office.Clock.Now += TimeSpan.FromDays(7);
        var lying = await dispatch.Office.Database.Read(session => ListTroubles.Handle(session, dispatch.Office.Clock.Now));

        await dispatch.Issue(dispatch.Letter() with { ReadyAt = letter.ReadyAt });
        var issued = await dispatch.Office.Database.Read(session => ListTroubles.Handle(session, dispatch.Office.Clock.Now));

        var board = await dispatch.Office.Database.Read(session => ListBoard.Handle(session, null, 1, dispatch.Office.Clock.Now));

        Assert.That((lying.Unissued, lying.Overdue), Is.EqualTo((1, 0)));
        Assert.That(issued.Overdue, Is.EqualTo(2), "its copies are late from the start");
        Assert.That(board.Lines.Single().Deliveries, Has.Exactly(2).With.Property("Timeliness").EqualTo(Timeliness.Overdue));
    }

    [Test]
    public async Task Days_off_follow_the_calendar_whatever_order_its_changes_come_in()
    {
        using var office = new TestInstallation();
        var (day, at) = (new DateOnly(2026, 9, 2), office.Clock.Now);

        await Bus.Bring<KeepDayOff, DayOffChanged>(office, new DayOffChanged { Day = day, IsOff = false, At = at.AddMinutes(1) }, 1);
        await Bus.Bring<KeepDayOff, DayOffChanged>(office, new DayOffChanged { Day = day, IsOff = true, At = at }, 1);

        var kept = await office.Database.Read(session => session.List<string>("select kind from dispatch_day_off"));
        Assert.That(kept, Is.EqualTo(new[] { "worked" }));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text + "+07:00", null);
}
