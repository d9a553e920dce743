using System.Diagnostics;
using System.Globalization;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Exchanging;
using DocFlow.Platform;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;

namespace DocFlow.Benchmarks.Exchange;

/// <summary>
/// Two installations: one issues signed letters at a pace, the other takes them in. Measured is what the sender's own rows say: from the
/// moment a letter was issued to the moment its receipt was there. Then one large packet goes the same way.
/// </summary>
internal sealed class PacedExchange(int perSecond, int seconds, int large)
{
    private const int AtOnce = 8;

    // seconds at the same pace that are not measured: processes that were just started still compile
    private const int Warming = 5;

    private sealed record Sent
    {
        public required DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? SentAt { get; init; }
    }

    private static readonly SetAgency.Command Province =
        new("H99.01", "Văn phòng Ủy ban nhân dân tỉnh Yên Hà", "Yên Hà", "VPUB", "Ủy ban nhân dân tỉnh Yên Hà");

    private static readonly SetAgency.Command Ministry = new("G98", "Bộ Công trình", "Hà Nội", "BCT", Superior: null);

    public async Task Run(CancellationToken stop)
    {
        await using var sender = await Neighbour.Start(Province, stop);
        await using var receiver = await Neighbour.Start(Ministry, stop);
        await Neighbour.Meet(sender, receiver, stop);
        var ready = await Prepare(sender, perSecond * (Warming + seconds), stop);
        await Issue(sender, ready[..(perSecond * Warming)], stop);
        await Settled(sender, stop);
        var begun = TimeProvider.System.GetUtcNow();
        await Issue(sender, ready[(perSecond * Warming)..], stop);
        await Settled(sender, stop);
        await Tell(sender, begun);
        if (large > 0)
            await new LargeDelivery(sender, receiver).Run(large, stop);
    }

    // everything but the issue: this is not what is measured
    private static async Task<ActOnTask.Answer[]> Prepare(Neighbour office, int documents, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        var today = VietnamTime.OfficeToday(TimeProvider.System);
        var ready = new ActOnTask.Answer[documents];
        var several = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForAsync(0, documents, several, async (i, cancel) =>
        {
            var driver = office.Driver;
            var paper = DemoPapers.BuiltIn($"paced-{i + 1}", i + 1, today);
            var arrival = await driver.Register(paper, await driver.Receive(paper, cancel), cancel);
            var opened = await driver.Case(arrival.DocumentId, cancel);
            var at = new ActOnTask.Answer(opened.CaseId, opened.Version, opened.Step, opened.File, opened.Ending);
            at = await driver.Act(DemoPeople.Head, at, ActKind.Review, cancel);
            at = await driver.Act(DemoPeople.Deputy, at, ActKind.Approve, cancel);
            ready[i] = await driver.Sign(DemoPeople.Leader, at, cancel);
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{documents} letters are signed and ready after {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s"));
        return ready;
    }

    private async Task Issue(Neighbour office, ActOnTask.Answer[] ready, CancellationToken stop)
    {
        var issuing = new List<Task>();
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < ready.Length; i++)
        {
            var early = TimeSpan.FromSeconds((double)i / perSecond) - Stopwatch.GetElapsedTime(begun);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, stop);
            issuing.Add(office.Driver.Issue(ready[i], stop));
        }

        await Task.WhenAll(issuing);
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ready.Length} issued in {took:F1} s: {ready.Length / took:F1} documents/s of {perSecond} wanted"));
    }

    private static async Task Settled(Neighbour office, CancellationToken stop)
    {
        while ((await office.Ask<long>("select count(*) from dispatch_delivery where sent_at is null"))[0] > 0)
            await Task.Delay(200, stop);
    }

    private static async Task Tell(Neighbour office, DateTimeOffset since)
    {
        var rows = await office.Ask<Sent>(
            "select created_at, sent_at from dispatch_delivery where created_at >= @Since", new { Since = since });
        var receipts = await office.Ask<long>(GoodReceipts, new { Since = since });
        var took = rows.Select(row => (row.SentAt!.Value - row.CreatedAt).TotalSeconds).Order().ToArray();
        double At(double part) => took[(int)Math.Ceiling(part * took.Length) - 1];
        var times = string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):F3} s, p95 {At(0.95):F3} s, max {At(1):F3} s");
        Console.WriteLine($"from dispatch to receipt, {took.Length} documents, {receipts[0]} receipts: {times}");
    }

    private const string GoodReceipts = """
        select count(*)
        from dispatch_receipt r
        join dispatch_delivery d on d.id = r.packet_id
        where r.fault is null and d.created_at >= @Since
        """;
}
