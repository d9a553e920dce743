using System.Globalization;
using DocFlow.Host.Demo;
using DocFlow.Platform;
using DocFlow.Platform.Identity.Agencies;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Exchanging;

/// <summary>Two agencies that know nothing of each other but an address, a secret and a certificate.</summary>
[NonParallelizable]
public sealed class TwoInstallationsTests
{
    private const int AtOnce = 12;
    private static readonly int Documents = Setting("DOCUMENTS", 150);
    private static readonly int Kills = Setting("KILLS", 6);

    private static readonly SetAgency.Command Province =
        new("H99.01", "Văn phòng Ủy ban nhân dân tỉnh Yên Hà", "Yên Hà", "VPUB", "Ủy ban nhân dân tỉnh Yên Hà");

    private static readonly SetAgency.Command Ministry = new("G98", "Bộ Công trình", "Hà Nội", "BCT", Superior: null);

    [Test]
    [CancelAfter(3_600_000)]
    public async Task Documents_cross_both_ways_while_both_are_killed_and_one_is_away_for_a_while(CancellationToken stop)
    {
        await using var province = await Neighbour.Start(Province, stop);
        await using var ministry = await Neighbour.Start(Ministry, stop);
        await Neighbour.Meet(province, ministry, stop);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ReceivingDesk[] desks = [new(province), new(ministry)];
        var working = desks.Select(desk => desk.Work(over.Token)).ToList();

        var through = new int[2];
        Task<IReadOnlyList<WalkedPaper>>[] carrying = [Carry(province, 0, through, stop), Carry(ministry, 1, through, stop)];
        await Torment([province, ministry], through, Task.WhenAll(carrying.Concat(working)), stop);
        var walked = await Task.WhenAll(carrying);
        await over.CancelAsync();
        await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        foreach (var one in walked)
            Assert.That(one.SelectMany(paper => paper.Deliveries).Select(delivery => delivery.State), Has.All.EqualTo("06"));
        await ExchangeAudit.Of(province, from: ministry, Documents);
        await ExchangeAudit.Of(ministry, from: province, Documents);
        await TakenBack.Of(sender: province, receiver: ministry, stop);
        await Replaced.Of(sender: ministry, receiver: province, stop);
    }

    private static async Task<IReadOnlyList<WalkedPaper>> Carry(Neighbour office, int side, int[] through, CancellationToken stop)
    {
        var walked = new WalkedPaper[Documents];
        var walk = new PaperWalk(office.Driver, TimeProvider.System);
        var today = VietnamTime.OfficeToday(TimeProvider.System);
        var several = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForAsync(0, Documents, several, async (i, cancel) =>
        {
            walked[i] = await walk.Run(DemoPapers.BuiltIn($"{office.Us.Code}-{i + 1}", i + 1, today), cancel);
            Interlocked.Increment(ref through[side]);
        });
        return walked;
    }

    // kills of both, spread over the documents; half way through one is away for a while
    private static async Task Torment(Neighbour[] offices, int[] through, Task everything, CancellationToken stop)
    {
        for (var kill = 1; kill <= Kills && !everything.IsCompleted; kill++)
        {
            var share = kill * 2 * Documents / (Kills + 1);
            while (Volatile.Read(ref through[0]) + Volatile.Read(ref through[1]) < share && !everything.IsFaulted)
                await Task.Delay(50, stop);
            await Task.Delay(Random.Shared.Next(500), stop);
            var fallen = offices[kill % 2];
            await fallen.Server.Kill();
            if (kill == Kills / 2)
                await Task.Delay(TimeSpan.FromSeconds(15), stop);
            await fallen.Server.Start();
        }
    }

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable("DOCFLOW_EXCHANGE_" + name) is { } set
        ? int.Parse(set, CultureInfo.InvariantCulture)
        : otherwise;
}
