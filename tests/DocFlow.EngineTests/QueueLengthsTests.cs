using DocFlow.Platform.Telemetry;
using DocFlow.Tests.Platform;
using NUnit.Framework;
using static DocFlow.Tests.Platform.RunningBus;

namespace DocFlow.Tests;

/// <summary>What the broker says lies in its queues.</summary>
public sealed class QueueLengthsTests
{
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task What_waits_for_consumers_that_do_not_run_is_counted_and_a_queue_that_is_not_there_is_left_out()
    {
        await using var alone = await Start(_office.Options, listening: false);
        await alone.Database.Write(session => session.Publish(new Rang("one")));
        await alone.Database.Write(session => session.Publish(new Rang("two")));
        Assert.That(await alone.Until("select count(*) from outbox_message where sends = 1", 2), Is.EqualTo(2));

        await using var queues = new QueueLengths(_office.Options.Bus, RunningBus.Subscriptions);
        var lengths = await Until(queues, sum: 4);

        Assert.That(lengths, Is.EquivalentTo(new[] { ("note-first", 2L), ("note-second", 2L) }));
    }

    [Test]
    public async Task A_copy_in_an_error_queue_is_counted()
    {
        await using var bus = await Start(_office.Options, faults: int.MaxValue);
        await bus.Database.Write(session => session.Publish(new Rang("burns")));
        await bus.Until("select count(*) from outbox_failure", 1);

        await using var queues = new QueueLengths(_office.Options.Bus, RunningBus.Subscriptions);
        var lengths = await Until(queues, sum: 1);

        Assert.That(lengths, Does.Contain(("note-second_error", 1L)));
    }

    // the broker tells of a quorum queue a little late
    private static async Task<IReadOnlyList<(string Queue, long Length)>> Until(QueueLengths queues, long sum)
    {
        for (var tries = 0; ; tries++)
        {
            var lengths = await queues.Read(default);
            if (tries == 300 || lengths.Sum(one => one.Length) == sum)
                return lengths;
            await Task.Delay(100);
        }
    }
}
