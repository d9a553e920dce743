using System.Diagnostics;
using DocFlow.JourneyTests.Support;
using Npgsql;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Breaking;

[NonParallelizable]
public sealed class CrashRecoveryTests
{
    private const int Documents = 150;
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(10);

    [Test]
    [CancelAfter(600_000)]
    public async Task Killed_all_at_once_under_load_every_stage_works_on_ten_seconds_after_ready_and_nothing_is_lost(CancellationToken stop)
    {
        await using var house = await Installation.Start(Documents);
        using var log = new BreakerLog(Path.Combine(DocFlowBinary.Artifacts, "crash.log"));
        using var load = new LoadDriver(house, log.Say);
        load.Start(Documents, atOnce: 24);
        await house.Moved(load, DateTimeOffset.MinValue, 5, stop);

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

        var audit = new Audit(house);
        audit.Count("exit code of the load driver, which audits", await load.Ended(stop), 0);
        await audit.Quiet(TimeSpan.FromMinutes(3));
        log.Say(await LongestHeld(house, fell));
        await house.StopServices();
        await audit.Database(Documents);
        await audit.Commands();
        log.Say(audit.Table());
        Assert.That(audit.Bad, Is.Empty);
        Assert.That(moved.Values.Max() - fell - started, Is.LessThan(Allowed));
    }

    private static async Task Ready(Installation house, RoleProcess service, Stopwatch since, BreakerLog log)
    {
        await house.UntilReady([service]);
        var (after, cpu) = (since.Elapsed.TotalSeconds, service.Cpu.TotalSeconds);
        log.Say($"{after,6:0.0} s after the start began: {service.Name} ready, for {cpu:0.0} CPU seconds");
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
