using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Transports;
using DocFlow.Tests.Dispatch.Transports;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class DeliveryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tomorrow = Now.AddDays(1);

    [TestCase(1, 3.75, 6.25)]
    [TestCase(2, 7.5, 12.5)]
    [TestCase(4, 30, 50)]
    [TestCase(100, 675, 1125)]
    public void A_wait_doubles_up_to_a_quarter_of_an_hour_and_is_spread_by_a_quarter(int tries, double least, double most)
    {
        var fault = new TransportFault(TransportFault.NoAnswer, "");

        var waits = new[] { 0.0, 0.5, 1.0 }.Select(chance => (DeliverySchedule.Next(tries, fault, Now, Tomorrow, chance)! - Now).Value);

        Assert.That(waits.First(), Is.EqualTo(TimeSpan.FromSeconds(least)));
        Assert.That(waits.Last(), Is.EqualTo(TimeSpan.FromSeconds(most)));
    }

    [TestCase("10", null, false)]
    [TestCase("15", 200, false)]
    [TestCase("18", null, false)]
    [TestCase("19", null, false)]
    [TestCase("22", 500, false)]
    [TestCase("23", null, false)]
    [TestCase("http-404", 404, false)]
    [TestCase("20", 200, true)]
    [TestCase("21", 400, true)]
    [TestCase("http-500", 500, true)]
    [TestCase("http-408", 408, true)]
    [TestCase("http-429", 429, true)]
    [TestCase(TransportFault.NoAnswer, null, true)]
    public void What_is_tried_again_follows_the_exchanges_code(string code, int? status, bool again)
    {
        var next = DeliverySchedule.Next(1, new TransportFault(code, "") { Status = status }, Now, Tomorrow, 0.5);

        Assert.That(next is not null, Is.EqualTo(again));
    }

    [Test]
    public void The_other_sides_wish_is_followed_up_to_an_hour_and_the_last_try_is_when_the_time_is_over()
    {
        var busy = new TransportFault("http-429", "") { Status = 429, RetryAfter = TimeSpan.FromMinutes(3) };

        var wished = DeliverySchedule.Next(1, busy, Now, Tomorrow, 0.5);
        var late = DeliverySchedule.Next(50, busy, Now, Now.AddMinutes(1), 0.5);
        var over = DeliverySchedule.Next(51, busy, Now, Now, 0.5);
        var tooLong = DeliverySchedule.Next(1, busy with { RetryAfter = TimeSpan.FromDays(3) }, Now, Tomorrow, 0.5);

        Assert.That((wished, late, over), Is.EqualTo((Now.AddMinutes(3), Now.AddMinutes(1), default(DateTimeOffset?))));
        Assert.That(tooLong, Is.EqualTo(Now.AddHours(1)));
    }

    [Test]
    public async Task A_packet_whose_time_is_over_is_given_up_with_a_sentence_for_the_clerk()
    {
        await using var axis = await ListeningAxis.Open();
        using var dispatch = new DispatchOffice();
        axis.Answers = _ => ListeningAxis.Said("down", 503);
        await dispatch.Sending.AddPeer("H53", axis.Address);
        await dispatch.Issue();

        for (var hours = 0; hours < 26; hours++, dispatch.Office.Clock.Now += TimeSpan.FromHours(1))
            await dispatch.Sweep();

        var copy = (await dispatch.Deliveries()).Single(delivery => delivery.RecipientCode == "H53");
        var shown = (await dispatch.Shown()).Single(one => one.RecipientCode == "H53");
        Assert.That((copy.State, shown.State), Is.EqualTo((DeliveryRow.Failed, "failed")));
        Assert.That(shown.Description, Does.Contain("Hãy liên hệ bên nhận"));
    }

    [Test]
    public async Task What_is_urgent_is_packed_and_sent_first()
    {
        await using var axis = await ListeningAxis.Open();
        using var dispatch = new DispatchOffice();
        axis.Answers = ListeningAxis.Taken;
        await dispatch.Sending.AddPeer("H53", axis.Address);
        for (var letter = 0; letter < 17; letter++)
            await dispatch.Issue();
        var letterOfHaste = dispatch.Letter() with { Draft = dispatch.Letter().Draft with { Urgency = Urgency.Express } };
        var express = await dispatch.Issue(letterOfHaste);

        var more = await dispatch.Sending.Prepare();

        var packed = (await dispatch.Deliveries()).Where(delivery => delivery.PacketSha256 is not null);
        Assert.That(packed.Select(delivery => delivery.IssueId).Distinct(), Is.EqualTo(new[] { express.IssueId }));
        Assert.That(more, Is.True);
    }
}
