using System.Diagnostics;
using System.Text.Json;
using DocFlow.JourneyTests.Breaking;
using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Roles;

public sealed class StartOrderTests
{
    private const string Away = "does not answer";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(120);

    private sealed record Report(string Status, string Process, string Database, string Bus);

    [Test]
    [CancelAfter(300_000)]
    public async Task Started_before_their_database_and_their_broker_processes_wait_and_say_so_and_then_work(CancellationToken stop)
    {
        using var folder = new TemporaryFolder();
        await OtherTools.Succeeds("chmod", "755", folder.Path); // the database runs as somebody else
        var (postgres, rabbit) = (new PostgresServer(folder["postgres"]), new RabbitServer(folder["rabbit"]));
        await using var web = Role("web", folder, postgres, rabbit);
        await using var worker = Role("workflow", folder, postgres, rabbit);
        try
        {
            web.StartOnly();
            worker.StartOnly();
            await Until(web, said => said is { Status: "not ready", Database: Away, Bus: "not started yet" }, stop);
            await Until(worker, said => said is { Status: "not ready", Database: Away, Bus: "not started yet" }, stop);

            await postgres.Start();
            await postgres.CreateDatabase();
            await Until(web, said => said is { Status: "ready", Database: "ready", Bus: not "ready" }, stop);
            await Until(worker, said => said is { Status: "not ready", Database: "ready", Bus: not "ready" }, stop);

            await rabbit.Start();
            await Until(web, said => said is { Status: "ready", Bus: "ready" }, stop);
            await Until(worker, said => said is { Status: "ready", Bus: "ready" }, stop);

            Assert.That(web.Said, Does.Contain("Waiting for the database"));
            Assert.That(worker.Said, Does.Contain("Waiting for the database").And.Not.Contain("   at "));
            Assert.That((await web.Stop(), await worker.Stop()), Is.EqualTo((0, 0)));
        }
        finally
        {
            await rabbit.Stop();
            await postgres.Stop();
        }
    }

    [Test]
    public async Task A_process_told_to_stop_while_it_waits_for_its_database_ends_with_zero()
    {
        using var folder = new TemporaryFolder();
        await using var web = Role("web", folder, new PostgresServer(folder["none"]), new RabbitServer(folder["neither"]));
        web.StartOnly();
        await Until(web, said => said.Database == Away, default);

        var exit = await web.Stop();

        Assert.That(exit, Is.Zero, web.Said);
    }

    private static ServerProcess Role(string role, TemporaryFolder folder, PostgresServer postgres, RabbitServer rabbit) =>
        new(folder["data"], "--role", role)
        {
            Environment = new Dictionary<string, string>
            {
                ["DOCFLOW_DATA__ENGINE"] = "postgresql",
                ["DOCFLOW_DATA__CONNECTION"] = PostgresServer.Connection(postgres.Port),
                ["DOCFLOW_BUS__ADDRESS"] = RabbitServer.Address(rabbit.Port),
            },
        };

    // every answer comes from a process that lives; one that ended says so at once
    private static async Task Until(ServerProcess server, Predicate<Report> wanted, CancellationToken stop)
    {
        using var http = new HttpClient();
        var last = "nothing";
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Within; await Task.Delay(100, stop))
        {
            Assert.That(server.Runs, Is.True, server.Said);
            try
            {
                var answer = await http.GetAsync(new Uri(server.Address, "/health/ready"), stop);
                last = await answer.Content.ReadAsStringAsync(stop);
                var report = JsonSerializer.Deserialize<Report>(last, JsonSerializerOptions.Web)!;
                if (wanted(report) && answer.IsSuccessStatusCode == (report.Status == "ready"))
                    return;
            }
            catch (HttpRequestException)
            {
                last = "not listening yet";
            }
        }

        Assert.Fail($"It last said: {last}\n{server.Said}");
    }
}
