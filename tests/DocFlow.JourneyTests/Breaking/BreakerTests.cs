using System.Globalization;
using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>
/// Short here; <c>tests/docflow-break --documents 10000 --kills 20 --seed N</c> makes it long.
/// </summary>
[NonParallelizable]
public sealed class BreakerTests
{
    private static readonly int Documents = Setting("DOCUMENTS", 120);
    private static readonly int Kills = Setting("KILLS", 1);
    private static readonly int Seed = Setting("SEED", Environment.TickCount & 0xffff);
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(Setting("SECONDS", 5));

    [Test]
    public async Task Whatever_falls_stops_or_lies_while_papers_come_in_nothing_is_lost_doubled_or_stuck()
    {
        await using var house = await Installation.Start(Documents);
        using var log = new BreakerLog(Path.Combine(DocFlowBinary.Artifacts, "breaker.log"));
        log.Say($"{Documents} documents, each part killed {Kills} times, seed {Seed}, in {house.Folder}");
        house.Told = log.Say;
        using var load = new LoadDriver(house, log.Say);
        var breaker = new Breaker(house, log.Say);
        var plan = Plan.Of(house, Seed, Kills, BetweenKills);
        var over = plan.Aggregate(TimeSpan.Zero, (sum, blow) => sum + blow.Wait + blow.Time);
        // what was asked for, three times over, and a quarter of an hour for the two ends
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(15) + 3 * over + Documents * TimeSpan.FromSeconds(0.2));
        var stop = limit.Token;

        load.Start(Documents, atOnce: Documents < 1000 ? 32 : 96, plan.Aggregate(TimeSpan.Zero, (sum, blow) => sum + blow.Wait));
        await Installation.Enrolled(load.OfficeFile, stop);
        await breaker.Run(plan, stop);
        log.Say("all blows struck");
        var audit = new Audit(house);
        audit.Count("exit code of the load driver, which audits", await load.Ended(stop), 0);
        await audit.Quiet(TimeSpan.FromMinutes(10));
        await house.StopServices();
        await audit.Database(Documents);
        await audit.Commands();
        await audit.Leftovers();
        await audit.Logs(load.Secrets());
        foreach (var kind in plan.Select(blow => blow.Kind).Except(breaker.Done.Keys.Select(done => done.Kind)))
            log.Say($"NOT DONE, this machine does not allow it: {kind}");
        log.Say($"done:\n{breaker.Table()}\nfound:\n{audit.Table()}");

        Assert.That(audit.Bad, Is.Empty);
        Assert.That(breaker.Done.Where(done => done.Key.Kind == Plan.Kill).Select(done => done.Value), Has.All.EqualTo(Kills));
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable("DOCFLOW_BREAKER_" + name) is { } set ? int.Parse(set, CultureInfo.InvariantCulture) : otherwise;
}
