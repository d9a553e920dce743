using System.Diagnostics;
using System.Net;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Breaking;
using DocFlow.Platform;

namespace DocFlow.JourneyTests.Outages;

/// <summary>An enrolled office with its recipients, whose papers are registered in one outage and carried on in the next.</summary>
internal sealed class OutageOffice : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly OfficeDriver _driver;
    private readonly DemoRecipients _recipients;
    private readonly HttpClient _hasty;

    private OutageOffice(Uri door, OfficeDriver driver, DemoRecipients recipients)
    {
        (_driver, _recipients) = (driver, recipients);
        _hasty = new HttpClient { BaseAddress = door, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>What somebody without patience heard: the status, after how long, and the words.</summary>
    public sealed record Heard(HttpStatusCode Status, TimeSpan After, bool AskAgain, string Words);

    public static async Task<OutageOffice> Open(Installation house)
    {
        var (door, other) = (house.Addresses.First(), house.Addresses.Last());
        var office = await new EnrolOffice(() => Connect(door), house.FirstPassword).Run(default);
        var driver = new OfficeDriver(office, () => Connect(door), TimeProvider.System) { Patience = Patience };
        await driver.SignIn(default);
        using var anyone = Connect(other);
        var folder = Path.Combine(house.Folder, "recipients");
        var recipients = await DemoRecipients.Open(office, folder, (anyone, other, Patience), default);
        return new OutageOffice(door, driver, recipients);
    }

    /// <summary>The clerk takes a paper in and registers it; how long that took.</summary>
    public async Task<TimeSpan> Register(int number, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        var paper = Paper(number);
        await _driver.Register(paper, await _driver.Receive(paper, stop), stop);
        return waited.Elapsed;
    }

    /// <summary>Carries papers all the way, from wherever they stand.</summary>
    public async Task<IReadOnlyList<WalkedPaper>> Carry(int from, int count, CancellationToken stop)
    {
        using var through = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var collecting = _recipients.Agencies.Select(agency => agency.KeepCollecting(through.Token)).ToList();
        var walked = new WalkedPaper[count];
        var walk = new PaperWalk(_driver, TimeProvider.System);
        var several = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stop };
        await Parallel.ForAsync(0, count, several, async (i, cancel) => walked[i] = await walk.Run(Paper(from + i), cancel));
        await through.CancelAsync();
        await Task.WhenAll(collecting);
        return walked;
    }

    /// <summary>Somebody opens a page, or a program asks, once.</summary>
    public async Task<Heard> Ask(string accept, string language, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in");
        request.Headers.Add("Accept", accept);
        request.Headers.Add("Accept-Language", language);
        request.Content = new StringContent("""{"userName":"vanthu","password":"x"}""", null, "application/json");
        var waited = Stopwatch.StartNew();
        using var answer = await _hasty.SendAsync(request, stop);
        var words = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(stop));
        return new Heard(answer.StatusCode, waited.Elapsed, answer.Headers.RetryAfter is not null, words);
    }

    public void Dispose()
    {
        _hasty.Dispose();
        _driver.Dispose();
        _recipients.Dispose();
    }

    private static OfficeClient Connect(Uri door) => new(door, Patience, TimeProvider.System);

    private static Paper Paper(int number) =>
        DemoPapers.BuiltIn($"outage-{number}", number, VietnamTime.OfficeToday(TimeProvider.System));
}
