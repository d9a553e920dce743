using NUnit.Framework;
using static DocFlow.Tests.Platform.RunningBus;

namespace DocFlow.Tests.Platform;

public sealed class OutboxTests
{
    private const string Finished = "select count(*) from outbox_message where finished_at is not null";
    private TestInstallation _office = null!;

    private sealed record Claimed
    {
        public required DateTimeOffset CreatedAt { get; init; }

        public required DateTimeOffset DueAt { get; init; }

        public required int Sends { get; init; }
    }

    // with the bus in memory its holder is surely gone, and nobody waits for that
    private DateTimeOffset EndOfItsClaim => TimeProvider.System.GetUtcNow().AddSeconds(_office.Options.Bus.InMemory ? 3600 : 2);

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task Each_message_has_its_effect_once_in_every_room()
    {
        await using var bus = await Start(_office.Options);

        await bus.Database.Write(session => session.Publish(new Rang("a")));

        Assert.That(await bus.Until(Finished, 1), Is.EqualTo(1));
        Assert.That(await bus.Until("select sum(value) from platform_counter where name in ('first/a', 'second/a')", 2), Is.EqualTo(2));
    }

    [Test]
    public async Task A_message_left_in_the_outbox_by_a_dead_process_is_sent_at_the_next_start()
    {
        await _office.Database.Write(session => session.Publish(new Rang("b")));
        await _office.Run("update outbox_message set due_at = @Until", new { Until = EndOfItsClaim });

        await using var bus = await Start(_office.Options);

        Assert.That(await bus.Until(Finished, 1), Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_is_handed_to_the_relay_of_its_own_process_which_need_not_claim_it()
    {
        await using var bus = await Start(_office.Options);
        await bus.Database.Write(session => session.Publish(new Rang("f")));
        await bus.Until(Finished, 1);

        var row = await bus.Database.Read(session => session.One<Claimed>("select created_at, due_at, sends from outbox_message"));

        Assert.That((row.DueAt - row.CreatedAt, row.Sends), Is.EqualTo((TimeSpan.FromSeconds(10), 1)));
    }

    [Test]
    public async Task A_message_sent_twice_does_its_work_once()
    {
        await using var bus = await Start(_office.Options);
        await bus.Database.Write(session => session.Publish(new Rang("c")));
        await bus.Until(Finished, 1);

        await bus.Database.Write(session => session.Execute("update outbox_message set finished_at = null, due_at = created_at"));

        Assert.That(await bus.Until(Finished, 1), Is.EqualTo(1));
        Assert.That(await bus.Until("select count(*) from outbox_message where sends > 1", 1), Is.EqualTo(1));
        Assert.That(await bus.Until("select max(value) from platform_counter", 1), Is.EqualTo(1));
    }

    [Test]
    public async Task A_room_that_fails_at_first_gets_the_message_again_and_the_other_is_not_troubled()
    {
        await using var bus = await Start(_office.Options, faults: 2);

        await bus.Database.Write(session => session.Publish(new Rang("d")));

        Assert.That(await bus.Until(Finished, 1), Is.EqualTo(1));
        Assert.That(await bus.Until("select max(value) from platform_counter", 1), Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_that_cannot_be_handled_becomes_a_row_that_an_operator_sees()
    {
        await using var bus = await Start(_office.Options, faults: int.MaxValue);

        await bus.Database.Write(session => session.Publish(new Rang("e")));

        Assert.That(await bus.Until("select count(*) from outbox_failure where reason like '%on fire%'", 1), Is.EqualTo(1));
        Assert.That(await bus.Until(Finished, 0), Is.Zero);
    }
}
