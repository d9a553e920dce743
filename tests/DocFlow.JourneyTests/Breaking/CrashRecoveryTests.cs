using System.Diagnostics;
using DocFlow.JourneyTests.Support;
using Npgsql;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>One installation under load that is told to stop, and works on; then all of it is killed at once.</summary>
[NonParallelizable]
public sealed class CrashRecoveryTests
{
    private const int Documents = 220;
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(20); // ten are promised and logged; this is for a slow machine
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(40); // what they give themselves, and a little

    [Test]
    [CancelAfter(600_000)]
    public async Task Told_to_stop_all_end_in_order_and_killed_all_work_on_within_seconds_and_nothing_is_lost(CancellationToken stop)
    {
        await using var house = await Installation.Start(Documents);
        using var log = new BreakerLog(Path.Combine(DocFlowBinary.Artifacts, "crash.log"));
        using var load = new LoadDriver(house, log.Say);
        load.Start(Documents, atOnce: 24);
        await house.Moved(load, DateTimeOffset.MinValue, 5, stop);

        var (ended, halves) = await TellToStop(house, stop);
        await house.Moved(load, TimeProvider.System.GetUtcNow(), 5, stop);
        var (fell, back) = await KillAll(house, load, log, stop);

        var audit = new Audit(house);
        audit.Count("exit code of the load driver, which audits", await load.Ended(stop), 0);
        await audit.Quiet(TimeSpan.FromMinutes(3));
        log.Say(await LongestHeld(house, fell));
        await house.StopServices();
        await audit.Database(Documents);
        await audit.Commands();
        log.Say(audit.Table());
        Assert.That(ended.Values, Has.All.EqualTo(0), string.Join(", ", ended));
        Assert.That(halves, Is.Empty);
        Assert.That(back, Is.LessThan(Allowed));
        Assert.That(audit.Bad, Is.Empty);
    }

    private static async Task<(Dictionary<string, int?> Ended, IReadOnlyList<string> Halves)> TellToStop(
        Installation house, CancellationToken stop)
    {
        house.Fallen = true;
        await Signals.Terminate(house.Services);
        for (var waited = Stopwatch.StartNew(); house.Services.Any(one => one.Processes.Count > 0) && waited.Elapsed < StopsWithin;)
            await Task.Delay(50, stop);
        var ended = house.Services.ToDictionary(one => one.Name, one => one.ExitCode);
        var halves = await Halves(house);
        house.Fallen = false;
        return (ended, halves);
    }

    // when they fell, and how long after the last was ready the last stage moved again
    private static async Task<(DateTimeOffset Fell, TimeSpan Back)> KillAll(
        Installation house, LoadDriver load, BreakerLog log, CancellationToken stop)
    {
        house.Fallen = true;
        await Signals.Kill(house.Parts);
        await Task.Delay(TimeSpan.FromSeconds(1), stop);
        house.Told = log.Say;
        var (fell, since) = (TimeProvider.System.GetUtcNow(), Stopwatch.StartNew());
        house.Fallen = false;
        await Task.WhenAll(house.Services.Select(service => Ready(house, service, since, log)));
        var started = since.Elapsed;
        var moved = await house.Moved(load, fell, 1, stop);
        foreach (var (stage, at) in moved.OrderBy(one => one.Value))
            log.Say($"{(at - fell).TotalSeconds,6:0.0} s after the start began: {stage} again");
        return (fell, moved.Values.Max() - fell - started);
    }

    private static async Task Ready(Installation house, RoleProcess service, Stopwatch since, BreakerLog log)
    {
        await house.UntilReady([service]);
        var (after, cpu) = (since.Elapsed.TotalSeconds, service.Cpu.TotalSeconds);
        log.Say($"{after,6:0.0} s after the start began: {service.Name} ready, for {cpu:0.0} CPU seconds");
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

    // what a dead process had claimed waits until its claim has run out
    private static async Task<string> LongestHeld(Installation house, DateTimeOffset fell)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Connection(house.Postgres.Port));
        await using var ask = source.CreateCommand("""
            select count(*), coalesce(extract(epoch from max(finished_at) - $1), 0)::float8
            from outbox_message
            where created_at < $1 and finished_at > $1
            """);
        ask.Parameters.AddWithValue(fell);
        await using var row = await ask.ExecuteReaderAsync();
        await row.ReadAsync();
        return $"{row.GetDouble(1),6:0.0} s after the start began: finished the last of {row.GetInt64(0)} messages under way at the kill";
    }
}
