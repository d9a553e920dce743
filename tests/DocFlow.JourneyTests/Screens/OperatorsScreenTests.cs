using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
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
        await Trouble.FailedMessage(_running.Database);
        await Trouble.HalfSignature(_running.Database, _caseId);
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
}
