using DocFlow.Platform;
using DocFlow.Platform.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class PruningTests
{
    private static readonly RequestKey Key = new("a-key", "an-actor", "/a-route");
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_kept_answer_answers_within_its_time_and_is_forgotten_after_it()
    {
        await Ask(1);
        _office.Clock.Now += TimeSpan.FromDays(29);
        await Prune();
        var within = await Ask(2);

        _office.Clock.Now += TimeSpan.FromDays(2);
        await Prune();

        Assert.That((within, await Ask(3)), Is.EqualTo((1, 3)));
    }

    [Test]
    public async Task A_finished_message_goes_with_its_inbox_rows_after_its_time()
    {
        await Message(finished: true);
        _office.Clock.Now += TimeSpan.FromDays(29);
        await Prune();
        var within = await Rows();

        _office.Clock.Now += TimeSpan.FromDays(2);
        await Prune();

        Assert.That((within, await Rows()), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task A_message_that_is_not_finished_is_never_forgotten()
    {
        await Message(finished: false);
        _office.Clock.Now += TimeSpan.FromDays(4000);

        await Prune();

        Assert.That(await Rows(), Is.EqualTo(2));
    }

    [Test]
    public async Task More_than_a_batch_goes_in_several_rounds()
    {
        for (var i = 0; i <= Pruning.Batch; i++, _office.Clock.Now += TimeSpan.FromMilliseconds(1))
            await Message(finished: true);
        _office.Clock.Now += TimeSpan.FromDays(31);

        var rounds = new[] { await Prune(), await Prune() };

        Assert.That(rounds, Is.EqualTo(new[] { true, false }));
        Assert.That(await Rows(), Is.Zero);
    }

    private async Task<bool> Prune()
    {
        using var leases = new Leases(_office.Database, _office.Clock, NullLogger<Leases>.Instance);
        using var pruning = new Pruning(_office.Database, leases, new PruningOptions(), NullLogger<Pruning>.Instance);
        return await pruning.Round(default);
    }

    private async Task<int> Ask(int answer) => (await new Once(_office.Database).Run(
        Key, new { }, _ => Task.FromResult<DocFlow.Platform.Outcome<int>>(answer))).Answer;

    private async Task<long> Rows() => await _office.Database.Read(session => session.One<long>(
        "select (select count(*) from outbox_message) + (select count(*) from inbox_message)"));

    private Task Message(bool finished) => _office.Database.Write(async session =>
    {
        var row = new { Id = Guid.CreateVersion7(session.Now), session.Now, Finished = finished ? session.Now : (DateTimeOffset?)null };
        await session.Execute("""
            insert into outbox_message (id, type, body, created_at, due_at, sends, handled, finished_at)
            values (@Id, 'Rang', '{}', @Now, @Now, 1, 1, @Finished)
            """, row);
        await session.Execute("insert into inbox_message (message_id, consumer, handled_at) values (@Id, 'Listener', @Now)", row);
    });
}
