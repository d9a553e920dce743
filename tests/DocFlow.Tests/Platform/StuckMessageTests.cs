using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Messaging.Stuck;
using DocFlow.Platform.Reconciling;
using NUnit.Framework;
using static DocFlow.Tests.Platform.RunningBus;

namespace DocFlow.Tests.Platform;

public sealed class StuckMessageTests
{
    private const string Failed = "select count(*) from outbox_failure";
    private TestInstallation _office = null!;

    private ErrorQueues Copies => new(_office.Options.Bus, RunningBus.Subscriptions);

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_failed_message_is_listed_with_its_reason_and_told_whole()
    {
        await using var bus = await Start(_office.Options, faults: int.MaxValue);
        await bus.Database.Write(session => session.Publish(new Rang("a")));
        await bus.Until(Failed, 1);
        await bus.Until("select count(*) from inbox_message", 1);

        var stuck = (await Stuck(bus)).Single();
        var story = await bus.Database.Read(session => MessageStory.Of(session, stuck.MessageId, RunningBus.Subscriptions));

        Assert.That(stuck.En, Does.StartWith("NoteSecond").And.Contain("on fire"));
        Assert.That(story!.Receptions.Single(one => one.Consumer == "NoteFirst").HandledAt, Is.Not.Null);
        Assert.That(story.Receptions.Single(one => one.Consumer == "NoteSecond").Reason, Does.Contain("on fire"));
        Assert.That(story.Stuck);
        Assert.That(story.Sends, Is.Positive);
    }

    [Test]
    public async Task A_message_that_is_put_back_is_handled_once_and_its_copy_is_dropped()
    {
        await using var bus = await Start(_office.Options, faults: BusSetup.Retries + 1);
        await bus.Database.Write(session => session.Publish(new Rang("b")));
        await bus.Until(Failed, 1);
        var id = (await Stuck(bus)).Single().MessageId;
        await CopyLies();

        var first = await bus.Database.Write(session => SendAgain.Handle(id, session, By.Console));
        await Copies.Drop([id], default);

        Assert.That(first.Refusal, Is.Null);
        Assert.That(await bus.Until("select count(*) from outbox_message where finished_at is not null", 1), Is.EqualTo(1));
        Assert.That(await bus.Until("select max(value) from platform_counter", 1), Is.EqualTo(1));
        var again = await bus.Database.Write(session => SendAgain.Handle(id, session, By.Console));
        Assert.That(again.Refusal?.Code, Is.EqualTo("message.not-failed"));
        Assert.That((await Copies.Look(default)).Copies, Is.Empty);
        Assert.That(await bus.Until("select count(*) from trail_entry where act = 'message-resent'", 1), Is.EqualTo(1));
    }

    // the failure is written first, then the broker gets its copy; the bus in memory keeps none
    private async Task CopyLies()
    {
        for (var left = 300; !_office.Options.Bus.InMemory && left > 0 && (await Copies.Look(default)).Copies.Count == 0; left--)
            await Task.Delay(100);
    }

    private static Task<IReadOnlyList<StuckMessage>> Stuck(RunningBus bus) =>
        bus.Database.Read(session => StuckMessages.All(session, RunningBus.Subscriptions, Look.Around(TimeProvider.System.GetUtcNow())));
}
