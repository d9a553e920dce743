using System.Diagnostics;
using DocFlow.JourneyTests.Support;
using Npgsql;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Breaking;

[NonParallelizable]
public sealed class StopUnderLoadTests
{
    private const int Documents = 80;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(40); // what they give themselves, and a little

    [Test]
    [CancelAfter(600_000)]
    public async Task Told_to_stop_under_load_processes_finish_what_is_in_hand_end_with_zero_and_nothing_is_lost(CancellationToken stop)
    {
        await using var house = await Installation.Start(Documents);
        using var log = new BreakerLog(Path.Combine(DocFlowBinary.Artifacts, "stop.log"));
        using var load = new LoadDriver(house, log.Say);
        load.Start(Documents, atOnce: 16);
        await house.Moved(load, DateTimeOffset.MinValue, 5, stop);

        house.Fallen = true;
        await Signals.Terminate(house.Services);
        for (var waited = Stopwatch.StartNew(); house.Services.Any(one => one.Processes.Count > 0) && waited.Elapsed < Within;)
            await Task.Delay(50, stop);
        var ended = house.Services.ToDictionary(one => one.Name, one => one.ExitCode);
        var halves = await Halves(house);
        house.Fallen = false;

        var audit = new Audit(house);
        audit.Count("exit code of the load driver, which audits", await load.Ended(stop), 0);
        await audit.Quiet(TimeSpan.FromMinutes(3));
        await house.StopServices();
        await audit.Database(Documents);
        await audit.Commands();
        log.Say(audit.Table());
        Assert.That(ended.Values, Has.All.EqualTo(0), string.Join(", ", ended));
        Assert.That(halves, Is.Empty);
        Assert.That(audit.Bad, Is.Empty);
    }

    // what a process that was cut off in the middle would have left
    private static async Task<IReadOnlyList<string>> Halves(Installation house)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Connection(house.Postgres.Port));
        var left = new List<string>();
        foreach (var (what, sql) in new[]
        {
            ("a number taken and not issued", "select count(*) from dispatch_issue where state = 'reserved'"),
            ("a signature reserved and not given", "select count(*) from workflow_signature where state = 'reserved'"),
            ("a lease kept", "select count(*) from platform_lease where holder <> ''"),
        })
        {
            await using var ask = source.CreateCommand(sql);
            if (await ask.ExecuteScalarAsync() is long count and > 0)
                left.Add($"{what}: {count}");
        }

        left.AddRange(Directory.EnumerateFiles(Path.Combine(house.Data, "incoming")).Select(file => "an upload in the middle: " + file));
        return left;
    }
}
