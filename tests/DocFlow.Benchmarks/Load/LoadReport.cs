using System.Text.Encodings.Web;
using System.Text.Json;
using DocFlow.Benchmarks.Load.Auditing;
using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.Papers;
using DocFlow.Benchmarks.Load.People;

namespace DocFlow.Benchmarks.Load;

/// <summary>How much the audit looked at.</summary>
internal sealed record AuditCounts(int Papers, int Arrivals, int Issues, int Packets);

/// <summary>How many came through a stage, and how many a second.</summary>
internal sealed record StageRate(int Count, double PerSecond);

/// <summary>What a run came to: for people, and as JSON for other programs.</summary>
internal sealed record LoadReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The acts that carry a document over a stage.</summary>
    private static readonly string[] StageActs =
        ["register", "direct", "opinions", "handle", "close", "review", "approve", "sign", "acknowledge"];

    public required string Mix { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Measured documents that went all the way.</summary>
    public required int Documents { get; init; }

    public required int AtOnce { get; init; }

    public required Stretch Whole { get; init; }

    /// <summary>How many documents the office had behind it before the first paper of this run.</summary>
    public required int Seeded { get; init; }

    public required IReadOnlyList<Stretch> Windows { get; init; }

    /// <summary>Of the documents a second, and of our CPU seconds a document, over the windows.</summary>
    public Flatness? Pace => Flatness.Of([.. Windows.Select(window => window.PerSecond)]);

    public Flatness? Cost => Flatness.Of([.. Windows.Select(window => window.PerDocument["ours"])]);

    public required IReadOnlyList<Moment> Moments { get; init; }

    public required IReadOnlyDictionary<string, StageRate> Stages { get; init; }

    /// <summary>Milliseconds of each act, by its name.</summary>
    public required IReadOnlyDictionary<string, Spread> Acts { get; init; }

    /// <summary>Milliseconds from the clerk's desk to the issued document, and from there to the last recipient.</summary>
    public required Spread ReceptionToIssue { get; init; }

    public required Spread IssueToDelivered { get; init; }

    public required long Calls { get; init; }

    /// <summary>Calls that met weather and were made again.</summary>
    public required long CallsAgain { get; init; }

    public IReadOnlyList<RestingProcess> Resting { get; init; } = [];

    public AuditCounts? Audited { get; init; }

    public IReadOnlyList<Said> Commands { get; init; } = [];

    /// <summary>Lost, doubled, gaps, unsigned, stuck, and what the product's own commands found; empty: nothing.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public static LoadReport Of(LoadWish wish, IReadOnlyList<Paper> papers, Course course, Tally tally, Line line)
    {
        double Between(long from, long to) => line.Clock.GetElapsedTime(from, to).TotalMilliseconds;
        var whole = papers.Where(paper => paper is { Counts: true, Trouble: null }).ToList();
        var issued = whole.Where(paper => paper.Kind.Issues).ToList();
        var acts = tally.Acts();
        StageRate Rate(int count) => new(count, Math.Round(count / course.Whole!.Seconds, 2));
        return new LoadReport
        {
            Mix = wish.Mix,
            Seeded = wish.Seeded,
            EndedAt = line.Clock.GetUtcNow(),
            Documents = whole.Count,
            AtOnce = wish.AtOnce,
            Whole = course.Whole!,
            Windows = course.Windows,
            Moments = course.Moments,
            Acts = acts,
            Stages = StageActs.Where(acts.ContainsKey).ToDictionary(act => act, act => Rate(acts[act].Count))
                .Append(new("issue", Rate(issued.Count))).ToDictionary(),
            ReceptionToIssue = Spread.Of(issued.Select(paper => Between(paper.Begun, paper.Ended))),
            IssueToDelivered = Spread.Of(issued.Select(paper => Between(paper.Ended, paper.Delivered))),
            Calls = line.Calls,
            CallsAgain = line.Again,
        };
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
