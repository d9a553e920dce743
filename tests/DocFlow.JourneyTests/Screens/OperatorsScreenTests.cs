using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Screens;

/// <summary>What an operator sees of an office where something stands still; pictures are kept.</summary>
public sealed class OperatorsScreenTests
{
    private RunningOffice _running = null!;
    private Chromium _chromium = null!;
    private Guid _caseId;

    [OneTimeSetUp]
    public async Task Open()
    {
        _running = await RunningOffice.Start();
        _chromium = await Chromium.Open(_running.Server);
        var paper = DemoPapers.BuiltIn("stands-still", 7, VietnamTime.OfficeToday(TimeProvider.System));
        var driver = _running.Driver;
        var registered = await driver.Register(paper, await driver.Receive(paper, default), default);
        _caseId = (await driver.Case(registered.DocumentId, default)).CaseId;
    }

    [SetUp]
    public async Task StandStill()
    {
        using var signal = new OutboxSignal();
        var options = new DataOptions { Connection = $"Data Source={Path.Combine(_running.Data, "docflow.db")}" };
        using var database = new Database(options, TimeProvider.System, signal);
        await database.Write(async session =>
        {
            await session.Execute("delete from workflow_signature");
            var row = new { Id = Guid.CreateVersion7(), CaseId = _caseId, session.Now, LongAgo = session.Now.AddHours(-2) };
            await session.Execute(Failed, row);
            await session.Execute(Failure, row);
            await session.Execute(HalfSigned, row);
        });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _chromium.DisposeAsync();
        await _running.DisposeAsync();
    }

    [TestCase("desktop", 1366, 800)]
    [TestCase("tablet", 820, 1180)]
    public async Task What_operators_look_at_is_whole(string window, int width, int height)
    {
        var desk = await SitDown(width, height);

        foreach (var page in new[] { "status", "findings", "messages" })
        {
            await desk.Page.GotoAsync("/administration/" + page);
            await desk.Picture($"operator-{window}-{page}");
        }

        Assert.That(desk.Complaints, Is.Empty, _running.Server.Said);
    }

    [Test]
    public async Task What_stands_still_is_looked_at_and_mended_from_the_keyboard()
    {
        var desk = await SitDown(1366, 800);
        await desk.Page.GotoAsync("/administration/findings");
        await desk.Press("Tab", until: $"a[href='/workflow/cases/{_caseId}']");
        await desk.Press("Tab", until: "button[name=Finding]");

        await desk.Page.Keyboard.PressAsync("Enter");
        var said = await desk.Page.InnerTextAsync("[role=status]");
        await desk.Picture("operator-mended");

        Assert.That(said, Does.Contain("Đã khắc phục"));
        Assert.That(await desk.Page.Locator("button[name=Finding]").CountAsync(), Is.Zero);
    }

    private async Task<Desk> SitDown(int width, int height)
    {
        var desk = await _chromium.Window(width, height);
        await desk.SignIn("admin", _running.Office.AdministratorPassword);
        return desk;
    }

    private const string Failed = """
        insert into outbox_message (id, type, body, created_at, due_at, sends, handled, failed_at)
        values (@Id, 'DocFlow.Contracts.DocumentIssued', '{}', @LongAgo, @LongAgo, 6, 0, @LongAgo)
        """;

    private const string Failure = """
        insert into outbox_failure (message_id, consumer, reason, failed_at)
        values (@Id, 'CloseCase', 'System.InvalidOperationException: the case has no such step', @LongAgo)
        """;

    private const string HalfSigned = """
        insert into workflow_signature (id, case_id, case_version, signer, seen_sha256, field, reserved_at, state)
        values (@Id, @CaseId, 1, @Id, '', '', @LongAgo, 'reserved')
        """;
}
