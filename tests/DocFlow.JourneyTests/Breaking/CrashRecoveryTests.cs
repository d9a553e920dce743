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

    private static readonly string[] Stages =
        ["registered", "case-opened", "review", "approve", "sign", "issued", "packet-sent", "status-03", "issue"];

    [Test]
    [CancelAfter(600_000)]
    public async Task Killed_all_at_once_under_load_every_stage_works_on_ten_seconds_after_ready_and_nothing_is_lost(CancellationToken stop)
    {
        await using var house = await Installation.Start(Documents);
        using var log = new BreakerLog(Path.Combine(DocFlowBinary.Artifacts, "crash.log"));
        using var load = new LoadDriver(house, log.Say);
        load.Start(Documents, atOnce: 24);
        await Moved((house, load), DateTimeOffset.MinValue, stop, atLeast: 5);

        house.Fallen = true;
        await Signals.Kill(house.Parts);
        await Task.Delay(TimeSpan.FromSeconds(1), stop);
        var (fell, since) = (TimeProvider.System.GetUtcNow(), Stopwatch.StartNew());
        house.Fallen = false;
        await house.UntilReady(house.Services);
        var started = since.Elapsed;
        var moved = await Moved((house, load), fell, stop);
        foreach (var (stage, at) in moved.OrderBy(one => one.Value))
            log.Say($"{stage,-12} {(at - fell).TotalSeconds,6:0.0} s after the start began");
        log.Say($"all processes said they were ready after {started.TotalSeconds:0.0} s");

        var audit = new Audit(house);
        audit.Count("exit code of the load driver, which audits", await load.Ended(stop), 0);
        await audit.Quiet(TimeSpan.FromMinutes(3));
        await house.StopServices();
        await audit.Database(Documents);
        await audit.Commands();
        log.Say(audit.Table());
        Assert.That(audit.Bad, Is.Empty);
        Assert.That(moved.Values.Max() - fell - started, Is.LessThan(Allowed));
    }

    // when the first document since then went through each stage; asked of the database itself, until all did
    private static async Task<Dictionary<string, DateTimeOffset>> Moved(
        (Installation House, LoadDriver Load) all, DateTimeOffset since, CancellationToken stop, int atLeast = 1)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Connection(all.House.Postgres.Port));
        while (all.Load.Runs)
        {
            var first = new Dictionary<string, DateTimeOffset>();
            await using var command = source.CreateCommand(
                "select act, min(at) from trail_entry where at > $1 group by act having count(*) >= $2");
            command.Parameters.AddWithValue(since);
            command.Parameters.AddWithValue(atLeast);
            await using (var rows = await command.ExecuteReaderAsync(stop))
            {
                while (await rows.ReadAsync(stop))
                    first[rows.GetString(0)] = rows.GetFieldValue<DateTimeOffset>(1);
            }

            if (Stages.All(first.ContainsKey))
                return first.Where(one => Stages.Contains(one.Key)).ToDictionary();
            await Task.Delay(100, stop);
        }

        throw new InvalidOperationException("The load ended before every stage had moved.");
    }
}
