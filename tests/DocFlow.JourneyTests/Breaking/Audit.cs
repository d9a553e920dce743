using System.Diagnostics;
using System.Globalization;
using DocFlow.JourneyTests.Support;
using Npgsql;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>What is looked at when everything is over, and what was found; nothing found is what is wanted.</summary>
internal sealed class Audit(Installation house)
{
    private readonly List<(string What, string Found, bool Good)> _lines = [];

    public IEnumerable<string> Bad => _lines.Where(line => !line.Good).Select(line => $"{line.What}: {line.Found}");

    public string Table() => string.Join('\n', _lines.Select(line => $"  {(line.Good ? "good" : "BAD "),-6}{line.What,-44}{line.Found}"));

    public void Count(string what, long found, long wanted) =>
        _lines.Add((what, found == wanted ? $"{found}" : $"{found}, wanted {wanted}", found == wanted));

    /// <summary>
    /// What is under way when the last paper is through (a message swallowed a moment ago is sent again ten seconds later, then later and
    /// later) may take its time, but not for ever.
    /// </summary>
    public async Task Quiet(TimeSpan atMost)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Connection(house.Postgres.Port));
        await using var open = source.CreateCommand("""
            select (select count(*) from outbox_message where finished_at is null and failed_at is null)
                + (select count(*) from trail_entry where root_number is null)
            """);
        var waited = Stopwatch.StartNew();
        while (Convert.ToInt64(await open.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0 && waited.Elapsed < atMost)
            await Task.Delay(500);
        _lines.Add(("seconds until outbox empty, trail sealed", $"{waited.Elapsed.TotalSeconds:0.0}", waited.Elapsed < atMost));
    }

    /// <summary>
    /// What killed uploads left is thrown away by the next process that starts, once it is older than any upload can be.
    /// </summary>
    public async Task Leftovers()
    {
        var incoming = new DirectoryInfo(Path.Combine(house.Data, "incoming"));
        var left = incoming.GetFiles();
        foreach (var file in left)
            file.LastWriteTimeUtc -= TimeSpan.FromHours(3);
        await house.Services[0].Start();
        await house.UntilReady(house.Services.Take(1));
        await Signals.Terminate(house.Services.Take(1));
        Count($"left of {left.Length} unfinished uploads after a start", incoming.GetFiles().Length, 0);
    }

    /// <summary>The database, by what it says itself.</summary>
    public async Task Database(int documents)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Connection(house.Postgres.Port));
        foreach (var (what, sql, wanted) in Questions(documents))
        {
            await using var command = source.CreateCommand(sql);
            Count(what, Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture), wanted);
        }
    }

    /// <summary>Our own commands that verify, reading every stored file again.</summary>
    public async Task Commands()
    {
        foreach (var command in new[] { "register verify", "trail verify", "reconcile --hash --patience 0" })
        {
            var start = DocFlowBinary.Command([.. command.Split(' '), "--data", house.Data]);
            start.Environment["DOCFLOW_DATA__ENGINE"] = "postgresql";
            start.Environment["DOCFLOW_DATA__CONNECTION"] = PostgresServer.Connection(house.Postgres.Port);
            var ran = await Tool.Run(start, TimeSpan.FromMinutes(20)); // every file of ten thousand papers is read
            _lines.Add(($"docflow {command}", ran.All.Trim().ReplaceLineEndings(" | "), ran.ExitCode == 0));
        }
    }

    /// <summary>The logs: no PIN, no password, and nothing that only programmers read.</summary>
    public async Task Logs(IReadOnlyList<string> secrets)
    {
        var (leaks, traces) = (0, 0);
        foreach (var service in house.Services)
        {
            await foreach (var line in File.ReadLinesAsync(service.Log))
            {
                leaks += secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)) ? 1 : 0;
                traces += line.TrimStart().StartsWith("at ", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        Count($"lines of logs with one of {secrets.Count} secrets", leaks, 0);
        Count("lines of stack traces in logs", traces, 0);
    }

    private static IEnumerable<(string What, string Sql, long Wanted)> Questions(int documents) =>
    [
        ("papers in the register of arrivals", "select count(*) from intake_document", documents),
        ("highest arrival number", "select max(arrival_number) from intake_document", documents),
        ("letters issued", "select count(*) from dispatch_issue where state = 'issued'", documents),
        ("highest outgoing number", "select max(number) from dispatch_issue", documents),
        ("cases not issued", "select count(*) from workflow_case where lower(ending) <> 'issued'", 0),
        ("tasks still open", "select count(*) from workflow_task where outcome is null", 0),
        ("copies without a recipient's answer", "select count(*) from dispatch_delivery where status is null", 0),
        ("messages unfinished", "select count(*) from outbox_message where finished_at is null", 0),
        ("messages failed", "select count(*) from outbox_failure", 0),
    ];
}
