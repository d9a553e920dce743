using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
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
    private const int Patience = 60_000; // milliseconds: a wait ends as soon as what it waits for is there
    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine(DocFlowBinary.Artifacts, "screenshots")).FullName;

    private readonly ConcurrentQueue<string> _complaints = [];

    public Desk(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(Patience);
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
                _complaints.Enqueue($"{page.Url}: {said.Text}");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Signs in by the page.</summary>
    public async Task SignIn(string userName, string password)
    {
        await Page.GotoAsync("/");
        await Page.FillAsync("#user-name", userName);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("main button");
        await Left("sign-in");
    }

    /// <summary>
    /// Waits until the window is at an address like this. It asks the browser again and again: WaitForURLAsync looks once and then waits
    /// for an event, which may have come in between (microsoft/playwright-dotnet issue 3364).
    /// </summary>
    public async Task At(string pattern)
    {
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(pattern), new PageAssertionsToHaveURLOptions { Timeout = Patience });
        await Whole();
    }

    /// <summary>Waits until the window is no longer at an address like this; asks as <see cref="At" /> does.</summary>
    public async Task Left(string pattern)
    {
        await Assertions.Expect(Page).Not.ToHaveURLAsync(new Regex(pattern), new PageAssertionsToHaveURLOptions { Timeout = Patience });
        await Whole();
    }

    /// <summary>Waits until what the selector finds says this.</summary>
    public Task Says(string selector, string words) => Assertions.Expect(Page.Locator(selector).First)
        .ToContainTextAsync(words, new LocatorAssertionsToContainTextOptions { Timeout = Patience });

    /// <summary>Keeps a picture for people to look at.</summary>
    public async Task Picture(string name)
    {
        var shifted = await Page.EvaluateAsync<double>("window.shifted");
        if (shifted > Noticed)
            _complaints.Enqueue($"{Page.Url} jumped by {shifted.ToString("0.00", CultureInfo.InvariantCulture)} before {name}");
        if (await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
            _complaints.Enqueue($"{Page.Url} is wider than its window at {name}");
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
        for (var waited = Stopwatch.StartNew(); waited.ElapsedMilliseconds < Patience && await Page.QuerySelectorAsync(selector) is null;)
        {
            await Task.Delay(100);
            await Page.ReloadAsync();
        }

        await Page.WaitForSelectorAsync(selector);
    }

    private Task Whole() => Page.WaitForFunctionAsync("() => document.readyState === 'complete'");
}
