using System.Collections.Concurrent;
using DocFlow.Benchmarks.Load.Papers;
using DocFlow.Benchmarks.Load.People;
using DocFlow.Benchmarks.Load.Recipients;
using DocFlow.Platform;

namespace DocFlow.Benchmarks.Load.Auditing;

/// <summary>Gathers over HTTP what the audit judges: both registers to their ends, and every packet once more from every mailbox.</summary>
internal sealed class Inspection(Desk clerk, IReadOnlyList<Recipient> recipients, Verifier verifier, TimeProvider clock)
{
    private const int PageLength = 500;
    private const int AtOnce = 4;

    private sealed record Arrival(int ArrivalNumber, Guid DocumentId, string Code);

    private sealed record Arrivals(int Pages, IReadOnlyList<Arrival> Entries);

    public async Task<AuditFacts> Gather(IEnumerable<Paper> papers, DeliveryBook book, CancellationToken stop) => new()
    {
        Papers = [.. papers.Select(Sent)],
        Arrivals = await Incoming(stop),
        Issues = await Outgoing(stop),
        Packets = await Packets(book, stop),
    };

    private static SentPaper Sent(Paper paper) => new(
        paper.Key, $"{paper.Code.Number}/{paper.Code.Notation}", paper.Kind.Issues, paper.IssuedCode,
        [.. paper.Recipients.Select(agency => agency.Code)])
    {
        Trouble = paper.Trouble,
    };

    private int Year => clock.OfficeToday().Year;

    private async Task<IReadOnlyList<ArrivalLine>> Incoming(CancellationToken stop)
    {
        var lines = new List<ArrivalLine>();
        for (var (page, pages) = (1, 1); page <= pages; page++)
        {
            var answer = await clerk.Get<Arrivals>($"/intake/arrivals?year={Year}&page={page}&size={PageLength}", stop);
            lines.AddRange(answer.Entries.Select(one => new ArrivalLine(one.ArrivalNumber, one.DocumentId, one.Code)));
            pages = answer.Pages;
        }

        return lines;
    }

    private async Task<IReadOnlyList<IssueLine>> Outgoing(CancellationToken stop) =>
        await clerk.Get<List<IssueLine>>($"/dispatch/register.json?year={Year}", stop);

    private async Task<IReadOnlyList<RecordedPacket>> Packets(DeliveryBook book, CancellationToken stop)
    {
        var looked = new ConcurrentBag<RecordedPacket>();
        var by = recipients.ToDictionary(recipient => recipient.Us.Code);
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(book.All, atOnce, async (one, cancel) =>
            looked.Add(verifier.Look(one, await by[one.Agency].Fetch(one, cancel))));
        return [.. looked];
    }
}
