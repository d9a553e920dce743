using System.Data.Common;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Messaging;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class SessionTests
{
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task Numbers_taken_by_many_writers_at_once_have_no_gap_and_no_double()
    {
        var takers = Enumerable.Range(0, 50).Select(_ => _office.Database.Write(session => session.TakeNumber("incoming/2026")));

        var numbers = await Task.WhenAll(takers);

        Assert.That(numbers.Order(), Is.EqualTo(Enumerable.Range(1, 50)));
    }

    [Test]
    public async Task A_refused_act_gives_its_number_back()
    {
        await _office.Database.Write(async Task<Outcome<int>> (session) =>
        {
            await session.TakeNumber("incoming/2026");
            return Refusal.Conflict("document.duplicate", "Trùng.", "Duplicate.");
        });

        var next = await _office.Database.Write(session => session.TakeNumber("incoming/2026"));

        Assert.That(next, Is.EqualTo(1));
    }

    [Test]
    public async Task A_statement_that_was_refused_serves_the_next_session()
    {
        const string Add = "insert into platform_counter (name, value) values (@Name, @Value)";
        await _office.Database.Write(session => session.Execute(Add, new { Name = "a", Value = 1 }));

        Assert.CatchAsync<DbException>(() => _office.Database.Write(session => session.Execute(Add, new { Name = "a", Value = 2 })));
        await _office.Database.Write(session => session.Execute(Add, new { Name = "b", Value = 3 }));

        Assert.That(await Counters(), Is.EqualTo(new[] { "a 1", "b 3" }));
    }

    [Test]
    public async Task What_is_kept_is_there_for_the_next_question_and_after_the_commit()
    {
        const string Add = "insert into platform_counter (name, value) values (@Name, @Value)";
        const string Sum = "select sum(value) from platform_counter where value < @Below";

        var seen = await _office.Database.Write(async session =>
        {
            await session.Keep(Add, new { Name = "a", Value = 1, Unasked = new object() });
            var raised = await session.Execute("update platform_counter set value = value + @By", new { By = 1 });
            await session.Keep(Add, new { Name = "b", Value = 3 });
            var sum = await session.One<long>(Sum, new Dictionary<string, object> { ["Below"] = 9 });
            await session.Keep(Add, new { Name = "c", Value = 4 });
            return (raised, sum);
        });

        Assert.That(seen, Is.EqualTo((1, 5L)));
        Assert.That(await Counters(), Is.EqualTo(new[] { "a 2", "b 3", "c 4" }));
    }

    [Test]
    public async Task Answers_that_are_wanted_later_are_each_their_own_questions()
    {
        const string Add = "insert into platform_counter (name, value) values (@Name, @Value)";
        const string Raise = "update platform_counter set value = value + 1 where value < @Below";
        const string Named = "select value from platform_counter where name = @Name";

        var seen = await _office.Database.Write(async session =>
        {
            await session.Keep(Add, new { Name = "a", Value = 1 });
            var before = await session.Ask<long>(Named, new { Name = "a" });
            await session.Keep(Add, new { Name = "b", Value = 3 });
            var raised = await session.Count(Raise, new { Below = 2 });
            var after = await session.One<long>(Named, new { Name = "a" });
            var none = await session.Count(Raise, new { Below = 0 });
            return ((await before.Answer()).Single(), await raised.Answer(), after, await none.Answer());
        });

        Assert.That(seen, Is.EqualTo((1L, 1, 2L, 0)));
    }

    [Test]
    public async Task A_kept_statement_that_is_refused_takes_the_whole_act_back()
    {
        const string Add = "insert into platform_counter (name, value) values (@Name, @Value)";

        Assert.CatchAsync<DbException>(() => _office.Database.Write(async session =>
        {
            await session.Keep(Add, new { Name = "a", Value = 1 });
            await session.Keep(Add, new { Name = "a", Value = 2 });
        }));

        Assert.That(await Counters(), Is.Empty);
    }

    [Test]
    public async Task A_key_that_somebody_wrote_first_is_met_again_however_long_the_first_try_took()
    {
        const string Add = "insert into platform_counter (name, value) values (@Name, 1)";
        await _office.Database.Write(session => session.Execute(Add, new { Name = "a" }));
        var clock = new SlowClock();
        using var signal = new OutboxSignal();
        using var database = new Database(_office.Options.Data, clock, signal);

        var tries = 0;
        await database.Write(session =>
        {
            clock.Lost += TimeSpan.FromMinutes(1);
            return session.Execute(Add, new { Name = tries++ == 0 ? "a" : "b" });
        });

        Assert.That(await Counters(), Is.EqualTo(new[] { "a 1", "b 1" }));
    }

    [Test]
    public void A_glance_is_one_statement()
    {
        var twice = _office.Database.Glance(async session =>
            await session.One<long>("select count(*) from platform_counter") + await session.One<long>("select count(*) from trail_root"));

        Assert.CatchAsync<InvalidOperationException>(() => twice);
    }

    [Test]
    public async Task A_session_that_failed_leaves_nothing_to_the_next()
    {
        Assert.CatchAsync<TimeoutException>(() => _office.Database.Write(async Task<int> (session) =>
        {
            await session.TakeNumber("a");
            throw new TimeoutException();
        }));

        await _office.Database.Write(session => session.TakeNumber("b"));

        Assert.That(await Counters(), Is.EqualTo(new[] { "b 1" }));
    }

    [Test]
    public async Task The_same_request_again_gets_the_same_answer_and_works_once()
    {
        var once = new Once(_office.Database);
        var key = new RequestKey("k1", "user", "POST /x");

        var first = await once.Run(key, "body", Take);
        var again = await once.Run(key, "body", Take);

        Assert.That((first.Answer, again.Answer), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_key_used_for_another_request_is_refused()
    {
        var once = new Once(_office.Database);
        await once.Run(new RequestKey("k1", "user", "POST /x"), "body", Take);

        var other = await once.Run(new RequestKey("k1", "user", "POST /x"), "other body", Take);

        Assert.That(other.Refusal?.Code, Is.EqualTo("request.key-reused"));
    }

    private async Task<IEnumerable<string>> Counters()
    {
        const string All = "select name, value from platform_counter order by name";
        var counters = await _office.Database.Read(session => session.List<Counter>(All));
        return counters.Select(counter => $"{counter.Name} {counter.Value}");
    }

    private static async Task<Outcome<int>> Take(Session session) => await session.TakeNumber("n");

    private sealed class SlowClock : TimeProvider
    {
        public TimeSpan Lost { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Lost.Ticks;
    }

    private sealed record Counter
    {
        public required string Name { get; init; }

        public required long Value { get; init; }
    }
}
