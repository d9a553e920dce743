using System.Globalization;
using DocFlow.JourneyTests.Support;
using Microsoft.Playwright;

namespace DocFlow.JourneyTests.Screens;

/// <summary>One person's window, and all it complains of: script errors, what the security policy stopped, pages that jumped.</summary>
internal sealed class Desk
{
    /// <summary>Adds up the layout shifts of a page (web.dev/cls); 0.1 is what a reader begins to notice.</summary>
    public const string CountShifts = """
        window.shifted = 0;
        new PerformanceObserver(list => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        """;

    private const double Noticed = 0.1;
    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine(DocFlowBinary.Artifacts, "screenshots")).FullName;

    private readonly List<string> _complaints = [];

    public Desk(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(60_000);
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
                _complaints.Add($"{page.Url}: {said.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Signs in by the page.</summary>
    public async Task SignIn(string userName, string password)
    {
        await Page.GotoAsync("/");
        await Page.FillAsync("#user-name", userName);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("main button");
        await Page.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal));
    }

    /// <summary>Keeps a picture for people to look at.</summary>
    public async Task Picture(string name)
    {
        var shifted = await Page.EvaluateAsync<double>("window.shifted");
        if (shifted > Noticed)
            _complaints.Add($"{Page.Url} jumped by {shifted.ToString("0.00", CultureInfo.InvariantCulture)} before {name}");
        if (await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
            _complaints.Add($"{Page.Url} is wider than its window at {name}");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, name + ".png") });
    }

    /// <summary>Presses a key until this has the focus, as somebody without a mouse does.</summary>
    public async Task Press(string key, string until)
    {
        for (var pressed = 0; pressed < 100; pressed++)
        {
            await Page.Keyboard.PressAsync(key);
            if (await Page.EvaluateAsync<bool>("wanted => document.activeElement.matches(wanted)", until))
                return;
        }

        throw new InvalidOperationException($"{until} cannot be reached with {key}.");
    }

    /// <summary>Opens what a link of the page says.</summary>
    public Task Follow(string link) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = link }).First.ClickAsync();

    /// <summary>Waits until the document is really seen, and what it gated with it.</summary>
    public Task Seen() => Page.WaitForSelectorAsync("pdf-view[data-state=shown]");

    /// <summary>Loads the page again until it shows what a message between two rooms brings.</summary>
    public async Task Until(string selector)
    {
        for (var tries = 0; tries < 100 && await Page.QuerySelectorAsync(selector) is null; tries++)
        {
            await Task.Delay(100);
            await Page.ReloadAsync();
        }

        await Page.WaitForSelectorAsync(selector);
    }
}
