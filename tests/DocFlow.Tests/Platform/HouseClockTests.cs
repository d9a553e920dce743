using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class HouseClockTests
{
    private static readonly DateTimeOffset Truth = new(2026, 2, 2, 2, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_machine_whose_clock_is_wrong_goes_by_the_databases()
    {
        var machine = new Machine { Wall = Truth.AddDays(1) };
        var clock = new HouseClock(machine);

        var off = clock.Set(Truth, asked: 0, answered: TimeSpan.FromSeconds(2).Ticks);

        machine.Steady = TimeSpan.FromSeconds(12).Ticks;
        Assert.That(clock.GetUtcNow(), Is.EqualTo(Truth.AddSeconds(11)));
        Assert.That(off, Is.EqualTo(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1)).Within(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void A_clock_that_is_set_back_under_a_running_process_moves_nothing()
    {
        var machine = new Machine { Wall = Truth };
        var clock = new HouseClock(machine);
        clock.Set(Truth, asked: 0, answered: 0);

        machine.Wall -= TimeSpan.FromHours(1);

        Assert.That(clock.GetUtcNow(), Is.EqualTo(Truth));
    }

    [Test]
    public async Task It_is_set_by_the_database_unless_that_is_on_this_machine()
    {
        using var office = new TestInstallation();
        var clock = new HouseClock(new Machine { Wall = Truth });

        await new KeepTime(office.Database, clock, NullLogger<KeepTime>.Instance).Ask();

        var wanted = office.Database.Dialect.Now is null ? Truth : TimeProvider.System.GetUtcNow();
        Assert.That(clock.GetUtcNow(), Is.EqualTo(wanted).Within(TimeSpan.FromMinutes(1)));
    }

    private sealed class Machine : TimeProvider
    {
        public DateTimeOffset Wall { get; set; }

        public long Steady { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Steady;
    }
}
