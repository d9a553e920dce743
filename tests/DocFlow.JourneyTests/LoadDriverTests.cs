using System.Text.Json;
using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests;

public sealed class LoadDriverTests
{
    [Test]
    public async Task Sixty_papers_of_a_ministrys_year_go_all_the_way_and_the_audit_finds_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(folder["data"]);
        await server.Start();

        var ran = await Load(folder, server, "--mix", "year", "--documents", "60", "--warm-up", "5", "--at-once", "20");

        Assert.That(ran.ExitCode, Is.Zero, ran.All);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(folder["report.json"]));
        Assert.That(report.RootElement.GetProperty("documents").GetInt32(), Is.EqualTo(60));
        Assert.That(report.RootElement.GetProperty("findings").GetArrayLength(), Is.Zero);
        Assert.That(await File.ReadAllTextAsync(folder["run.html"]), Does.Contain("<svg").And.Not.Contain("NaN"));
    }

    private static Task<Ran> Load(TemporaryFolder folder, ServerProcess server, params string[] more) => Tool.Run(DocFlowBinary.LoadDriver(
    [
        "--url", server.Address.ToString(), "--office", folder["office.json"], "--first-words", server.Log,
        "--data", folder["data"], "--report", folder["report.json"], "--page", folder["run.html"], .. more,
    ]));
}
