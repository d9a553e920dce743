using System.Collections.Concurrent;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.Platform;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>Papers that keep coming in at every door while things fall, each carried all the way by people who ask again.</summary>
internal sealed class PaperLoad : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly List<OfficeDriver> _drivers = [];
    private readonly DemoRecipients _recipients;

    private PaperLoad(EnrolledOffice office, DemoRecipients recipients) => (Office, _recipients) = (office, recipients);

    public EnrolledOffice Office { get; }

    public ConcurrentBag<WalkedPaper> Walked { get; } = [];

    public IReadOnlyList<AgencyClient> Agencies => _recipients.Agencies;

    public static async Task<PaperLoad> Open(Installation house)
    {
        var doors = house.Addresses.ToList();
        var office = await new EnrolOffice(() => Connect(doors[0]), house.FirstPassword).Run(default);
        using var anyone = Connect(doors[0]);
        var recipients = await DemoRecipients.Open(
            office, Path.Combine(house.Folder, "recipients"),
            (anyone, () => new PatientHttp(doors[1], Patience, TimeProvider.System)), default);
        var load = new PaperLoad(office, recipients);
        foreach (var door in doors)
        {
            var driver = new OfficeDriver(office, () => Connect(door), TimeProvider.System) { Patience = Patience };
            await driver.SignIn(default);
            load._drivers.Add(driver);
        }

        return load;
    }

    /// <summary>So many papers, so many at once, one beginning every so often.</summary>
    public async Task Run(int papers, int atOnce, TimeSpan every, CancellationToken stop)
    {
        using var through = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var collecting = _recipients.Agencies.Select(agency => agency.KeepCollecting(through.Token)).ToList();
        var begun = TimeProvider.System.GetTimestamp();
        var several = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop };
        await Parallel.ForAsync(0, papers, several, async (i, cancel) =>
        {
            var wait = every * i - TimeProvider.System.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancel);
            Walked.Add(await Walk(i, cancel));
        });
        await through.CancelAsync();
        await Task.WhenAll(collecting);
    }

    public void Dispose()
    {
        _drivers.ForEach(driver => driver.Dispose());
        _recipients.Dispose();
    }

    private async Task<WalkedPaper> Walk(int index, CancellationToken stop)
    {
        var driver = _drivers[index % _drivers.Count];
        var walk = new PaperWalk(driver, TimeProvider.System);
        var paper = DemoPapers.BuiltIn($"paper-{index + 1}", index + 1, VietnamTime.OfficeToday(TimeProvider.System));
        while (true)
        {
            try
            {
                return await walk.Run(paper, stop);
            }
            catch (OfficeRefused signedOut) when (signedOut.Code == "sign-in.needed")
            {
                await driver.SignIn(stop);
            }
        }
    }

    private static OfficeClient Connect(Uri door) => new(door, Patience, TimeProvider.System);
}
