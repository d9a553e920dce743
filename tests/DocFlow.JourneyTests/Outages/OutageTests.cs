using System.Diagnostics;
using System.Globalization;
using System.Net;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Breaking;
using Npgsql;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Outages;

/// <summary>
/// The broker, then the database, killed with -9 under two processes of each role and kept down: short here; DOCFLOW_BUS_DOWN and
/// DOCFLOW_DATABASE_DOWN give seconds (300 and 60 are what is promised).
/// </summary>
[NonParallelizable]
public sealed class OutageTests
{
    private const int Background = 8;
    private static readonly TimeSpan BusDown = Seconds("DOCFLOW_BUS_DOWN", 15);
    private static readonly TimeSpan DatabaseDown = Seconds("DOCFLOW_DATABASE_DOWN", 10);
    private static readonly TimeSpan BetweenPapers = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(500);

    [Test]
    [CancelAfter(1_500_000)]
    public async Task Nothing_recorded_is_lost_people_are_told_and_nobody_storms_the_server_that_is_away(CancellationToken stop)
    {
        await using var house = await Installation.Start(200);
        using var office = await OutageOffice.Open(house);

        var registered = await WithoutBus(house, office, stop);
        var carried = await office.Carry(1, registered, stop);
        var (through, heard) = await WithoutDatabase(house, office, stop);

        Assert.That(carried.Concat(through).SelectMany(one => one.Deliveries).Select(one => one.State), Has.All.EqualTo("06"));
        Assert.That(carried.Concat(through).Select(one => one.ArrivalNumber), Is.Unique);
        Assert.That(await Count(house, "select count(*) from intake_document"), Is.EqualTo(registered + 2 * Background));
        Assert.That(await Count(house, "select count(*) from outbox_failure"), Is.Zero);
        AssertTold(heard);
    }

    private static async Task<int> WithoutBus(Installation house, OutageOffice office, CancellationToken stop)
    {
        var underWay = office.Carry(1001, Background, stop);
        await Task.Delay(BetweenPapers, stop);
        var (sends, callers) = (await Count(house, "select coalesce(sum(sends), 0) from outbox_message"), house.ToRabbit.Callers);
        house.Fallen = true;
        await Signals.Kill(house.Rabbit);
        var (registered, slowest) = (0, TimeSpan.Zero);
        for (var down = Stopwatch.StartNew(); down.Elapsed < BusDown; await Task.Delay(BetweenPapers, stop))
        {
            var took = await office.Register(++registered, stop);
            slowest = took > slowest ? took : slowest;
        }

        sends = await Count(house, "select coalesce(sum(sends), 0) from outbox_message") - sends;
        callers = house.ToRabbit.Callers - callers;
        await house.Rabbit.Start();
        house.Fallen = false;
        var back = Stopwatch.StartNew();
        await Until(house, "select count(*) from outbox_message where finished_at is null and sends = 0", 0);
        await underWay;
        Say($"broker killed and away for {BusDown.TotalSeconds:0} s: {registered} papers registered meanwhile, the slowest in "
            + $"{slowest.TotalSeconds:0.0} s; 8 processes tried {callers} connections and {sends} publishes hung; "
            + $"all sent {back.Elapsed.TotalSeconds:0.0} s after it was ready again");
        Assert.That(callers, Is.LessThan(8 * (20 + BusDown.TotalSeconds)), "connections to the broker");
        return registered;
    }

    private static async Task<(IReadOnlyList<WalkedPaper> Through, IReadOnlyList<OutageOffice.Heard> Heard)> WithoutDatabase(
        Installation house, OutageOffice office, CancellationToken stop)
    {
        var underWay = office.Carry(2001, Background, stop);
        await Task.Delay(BetweenPapers, stop);
        house.Fallen = true;
        await Signals.Kill(house.Postgres);
        var callers = house.ToPostgres.Callers;
        var heard = new List<OutageOffice.Heard>();
        for (var down = Stopwatch.StartNew(); down.Elapsed < DatabaseDown; await Task.Delay(BetweenQuestions, stop))
        {
            heard.Add(await office.Ask("application/json", "en", stop));
            heard.Add(await office.Ask("text/html", "vi", stop));
        }

        callers = house.ToPostgres.Callers - callers;
        await house.Postgres.Start();
        house.Fallen = false;
        var back = Stopwatch.StartNew();
        while ((await office.Ask("application/json", "en", stop)).Status == HttpStatusCode.ServiceUnavailable)
            await Task.Delay(100, stop);
        var answered = back.Elapsed;
        var through = await underWay;
        Say($"database killed and away for {DatabaseDown.TotalSeconds:0} s: {heard.Count} requests told 503, the slowest after "
            + $"{heard.Max(one => one.After).TotalMilliseconds:0} ms; 8 processes tried {callers} connections; "
            + $"people were answered {answered.TotalSeconds:0.0} s after it was ready again");
        Assert.That(callers, Is.LessThan(8 * (20 + DatabaseDown.TotalSeconds)), "connections to the database");
        return (through, heard);
    }

    private static void AssertTold(IReadOnlyList<OutageOffice.Heard> heard)
    {
        Assert.That(heard.Select(one => one.Status), Has.All.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(heard.Select(one => one.AskAgain), Has.All.True);
        Assert.That(heard.Select(one => one.After), Has.All.LessThan(TimeSpan.FromSeconds(8)));
        Assert.That(heard.Where((_, i) => i % 2 == 0).Select(one => one.Words), Has.All.Contains("service.database-away"));
        Assert.That(heard.Where((_, i) => i % 2 == 1).Select(one => one.Words), Has.All.Contains("không bao giờ được ghi hai lần"));
        Assert.That(heard.Select(one => one.Words), Has.None.Contains("   at "));
    }

    private static async Task Until(Installation house, string sql, long wanted)
    {
        for (var waited = Stopwatch.StartNew(); await Count(house, sql) != wanted; await Task.Delay(200))
            Assert.That(waited.Elapsed, Is.LessThan(TimeSpan.FromSeconds(90)), sql);
    }

    private static async Task<long> Count(Installation house, string sql)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Connection(house.Postgres.Port));
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static void Say(string line) => TestContext.Progress.WriteLine(line);

    private static TimeSpan Seconds(string variable, int otherwise) => TimeSpan.FromSeconds(int.Parse(
        Environment.GetEnvironmentVariable(variable) ?? $"{otherwise}", CultureInfo.InvariantCulture));
}
