using DocFlow.Platform.Telemetry;
using DocFlow.Web.Administration.Status;
using NUnit.Framework;

namespace DocFlow.Tests.Web.Administration;

public sealed class StatusLawTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 5, 12, 0, 0, TimeSpan.Zero);

    [TestCase(0, Light.Good)]
    [TestCase(61, Light.Watch)]
    [TestCase(601, Light.Bad)]
    public void A_message_that_ages_in_the_outbox_is_watched_and_then_acted_on(int seconds, Light light)
    {
        var outbox = new StageCount { Stage = "outbox", Count = 3, Oldest = Now.AddSeconds(-seconds) };

        var part = StatusLaw.Outbox(outbox, Now);

        Assert.That(part.Light, Is.EqualTo(light));
        Assert.That(part.Do is null, Is.EqualTo(light == Light.Good), "what is not well says what to do");
    }

    [TestCase(50_000_000_000, Light.Good)]
    [TestCase(5_000_000_000, Light.Watch)]
    [TestCase(500_000_000, Light.Bad)]
    public void A_disk_that_fills_is_told_before_it_is_full(long free, Light light) =>
        Assert.That(StatusLaw.Space(free).Light, Is.EqualTo(light));

    [TestCase(0, 0, Light.Good)]
    [TestCase(31, 0, Light.Watch)]
    [TestCase(0, -4, Light.Good)]
    [TestCase(0, -6, Light.Watch)]
    public void A_process_that_is_silent_and_a_clock_that_is_off_are_watched(int silent, int off, Light light)
    {
        var process = new ProcessRow
        {
            Id = "host/1", Role = "web", Version = "1", StartedAt = Now.AddHours(-1), BeatAt = Now.AddSeconds(-silent),
        };

        Assert.That(StatusLaw.Processes([process], Now, TimeSpan.FromSeconds(off)).Light, Is.EqualTo(light));
    }

    [Test]
    public void A_failed_message_and_a_bus_that_is_away_are_acted_on()
    {
        Assert.That(StatusLaw.Failed(1).Light, Is.EqualTo(Light.Bad));
        Assert.That(StatusLaw.Failed(0).Light, Is.EqualTo(Light.Good));
        Assert.That(StatusLaw.Bus(wakes: false).Light, Is.EqualTo(Light.Bad));
    }
}
