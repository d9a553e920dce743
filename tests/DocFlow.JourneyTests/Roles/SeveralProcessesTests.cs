using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Roles;

public sealed class SeveralProcessesTests
{
    private const string Holder = "select holder from platform_lease where name = 'seal-the-trail'";
    private static readonly TimeSpan SlowMachine = TimeSpan.FromSeconds(60);

    private Engines _engines = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => (_engines, _folder) = (new Engines(), new TemporaryFolder());

    [TearDown]
    public void Close()
    {
        _engines.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Two_web_processes_started_at_once_on_an_empty_folder_share_one_administrator_and_every_session()
    {
        await using var first = _engines.Role("web", _folder);
        await using var second = _engines.Role("web", _folder);
        await Task.WhenAll(first.Start(), second.Start());
        var passwords = new[] { first.FirstPassword, second.FirstPassword }.Where(told => told.Length > 0).ToList();

        using var http = new HttpClient(new HttpClientHandler { UseCookies = true });
        await http.PostAsJsonAsync(new Uri(first.Address, "/sign-in"), new { userName = "admin", password = passwords[0] });
        var change = new { current = passwords[0], chosen = "Mot-mat-khau-dai-1" };
        var elsewhere = await http.PostAsJsonAsync(new Uri(second.Address, "/password"), change);
        var me = await http.GetAsync(new Uri(first.Address, "/me"));

        Assert.That(passwords, Has.Count.EqualTo(1), first.Said + second.Said);
        Assert.That((elsewhere.StatusCode, me.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(Directory.GetFiles(Path.Combine(_folder["data"], "keys", "ring")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task When_the_process_that_seals_the_trail_is_killed_another_does_it_within_seconds()
    {
        await using var first = _engines.Role("intake", _folder);
        await using var second = _engines.Role("dispatch", _folder);
        await first.Start();
        var before = await _engines.Until(Holder, holder => Of(first, holder), SlowMachine);
        await second.Start();

        await first.Kill();
        var after = await _engines.Until(Holder, holder => Of(second, holder), TimeSpan.FromSeconds(30));

        Assert.That((Of(first, before), Of(second, after)), Is.EqualTo((true, true)), $"{before} then {after}");
    }

    [Test]
    public async Task A_process_told_to_stop_gives_its_leases_back_and_ends_with_zero()
    {
        await using var first = _engines.Role("workflow", _folder);
        await first.Start();
        await _engines.Until(Holder, holder => Of(first, holder), SlowMachine);

        var exit = await first.Stop();

        Assert.That(exit, Is.Zero, first.Said);
        Assert.That(await _engines.Until(Holder, holder => holder.Length == 0, TimeSpan.Zero), Is.Empty);
    }

    [Test]
    public async Task A_process_that_is_told_to_stop_says_so_while_it_still_answers()
    {
        await using var web = _engines.Role("web", _folder, "--stop-notice", "10");
        await web.Start();

        var stopping = web.Stop();
        var (status, report) = await UntilNotReady(web);
        using var http = new HttpClient();
        var alive = await http.GetAsync(new Uri(web.Address, "/health/live"));

        Assert.That((status, report.GetProperty("process").GetString(), alive.StatusCode),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, "is stopping", HttpStatusCode.OK)));
        Assert.That(await stopping, Is.Zero);
    }

    [Test]
    public async Task A_new_version_waits_for_its_schema_and_works_as_soon_as_it_is_migrated()
    {
        await _engines.Migrate(newest: 19);
        await using var web = _engines.Role("web", _folder, "--migrate", "never");
        web.StartOnly();
        var (status, report) = await UntilNotReady(web);

        var migrated = await DocFlowBinary.Run(["migrate", "--data", _folder["data"]], _engines.Environment);
        await web.Ready();

        Assert.That((status, migrated.ExitCode), Is.EqualTo((HttpStatusCode.ServiceUnavailable, 0)), migrated.All);
        Assert.That(report.GetProperty("schema").GetString(), Does.Contain("0020_platform_lease.sql is not applied"));
        Assert.That(migrated.Output, Does.Contain("applied 0020_platform_lease.sql"));
    }

    private static bool Of(ServerProcess process, string holder) =>
        holder.Split('/') is [_, var id, _] && id == process.Id.ToString(CultureInfo.InvariantCulture);

    private static async Task<(HttpStatusCode Status, JsonElement Report)> UntilNotReady(ServerProcess server)
    {
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < SlowMachine; await Task.Delay(100))
        {
            var said = await Report(http, server);
            if (said is { Status: not HttpStatusCode.OK, Report: var report } && report.GetProperty("database").GetString() == "ready")
                return said.Value;
        }

        throw new TimeoutException("The process never said that it is not ready: " + server.Said);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Report)?> Report(HttpClient http, ServerProcess server)
    {
        try
        {
            var answer = await http.GetAsync(new Uri(server.Address, "/health/ready"));
            return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
        }
        catch (HttpRequestException)
        {
            return null; // not listening yet
        }
    }
}
