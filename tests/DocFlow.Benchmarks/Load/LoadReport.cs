using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.Papers;
using DocFlow.Benchmarks.Load.People;

namespace DocFlow.Benchmarks.Load;

/// <summary>A paper that did not go all the way, and why.</summary>
internal sealed record Trouble(string Paper, string Why);

/// <summary>What a run came to: for people, and as JSON for other programs.</summary>
internal sealed record LoadReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required int Documents { get; init; }

    public required int AtOnce { get; init; }

    public required Stretch Whole { get; init; }

    public required IReadOnlyList<Stretch> Windows { get; init; }

    /// <summary>Milliseconds of each act, by its name.</summary>
    public required IReadOnlyDictionary<string, Spread> Acts { get; init; }

    /// <summary>Milliseconds from the clerk's desk to the issued document, and from there to the last recipient.</summary>
    public required Spread ReceptionToIssue { get; init; }

    public required Spread IssueToDelivered { get; init; }

    public required long Calls { get; init; }

    /// <summary>Calls that met weather and were made again.</summary>
    public required long CallsAgain { get; init; }

    public required IReadOnlyList<Trouble> Troubles { get; init; }

    public static LoadReport Of(LoadWish wish, IReadOnlyList<Paper> papers, Course course, Tally tally, Line line)
    {
        double Between(long from, long to) => line.Clock.GetElapsedTime(from, to).TotalMilliseconds;
        var whole = papers.Where(paper => paper is { Counts: true, Trouble: null }).ToList();
        return new LoadReport
        {
            Documents = whole.Count,
            AtOnce = wish.AtOnce,
            Whole = course.Whole!,
            Windows = course.Windows,
            Acts = tally.Acts(),
            ReceptionToIssue = Spread.Of(whole.Select(paper => Between(paper.Begun, paper.Issued))),
            IssueToDelivered = Spread.Of(whole.Select(paper => Between(paper.Issued, paper.Delivered))),
            Calls = line.Calls,
            CallsAgain = line.Again,
            Troubles = [.. papers.Where(paper => paper.Trouble is not null).Select(paper => new Trouble(paper.Key, paper.Trouble!))],
        };
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public void Say(TextWriter to)
    {
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Documents} documents in {Whole.Seconds:F1} s: {Whole.PerSecond:F1} documents/s, {AtOnce} at once"));
        var cpu = Whole.PerDocument.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Value:F4}"));
        to.WriteLine("CPU seconds a document: " + string.Join("  ", cpu));
        Say(to, "reception to issue", ReceptionToIssue);
        Say(to, "issue to delivered", IssueToDelivered);
        foreach (var (act, spread) in Acts.OrderBy(act => act.Key, StringComparer.Ordinal))
            Say(to, act, spread);
        to.WriteLine($"{Calls} calls, {CallsAgain} made again; {Troubles.Count} papers in trouble");
    }

    private static void Say(TextWriter to, string what, Spread took) => to.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {what,-20} {took.Count,8}   p50 {took.P50,9:F1}   p95 {took.P95,9:F1}   p99 {took.P99,9:F1}   longest {took.Longest,9:F1} ms"));
}
