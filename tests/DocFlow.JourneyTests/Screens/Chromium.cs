using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using Microsoft.Playwright;

namespace DocFlow.JourneyTests.Screens;

/// <summary>Debian's Chromium, driven; each person gets a desk, a window with cookies of its own.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly IPlaywright _driver;
    private readonly IBrowser _browser;
    private readonly ServerProcess _server;

    private Chromium(IPlaywright driver, IBrowser browser, ServerProcess server) =>
        (_driver, _browser, _server) = (driver, browser, server);

    public static async Task<Chromium> Open(ServerProcess server)
    {
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Timeout = 120_000,
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        });
        return new Chromium(driver, browser, server);
    }

    /// <summary>A window where nobody is signed in.</summary>
    public async Task<Desk> Window(int width = 1366, int height = 800)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = _server.Address.ToString(),
            Locale = "vi-VN",
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        await context.AddInitScriptAsync(Desk.CountShifts);
        return new Desk(await context.NewPageAsync());
    }

    /// <summary>A window where a person signed in by the page.</summary>
    public async Task<Desk> SitDown(DemoPerson person, EnrolledOffice office)
    {
        var desk = await Window();
        await desk.SignIn(person.UserName, office[person].Password);
        return desk;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _driver.Dispose();
    }
}
