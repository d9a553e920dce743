using System.CommandLine;

namespace DocFlow.Benchmarks.Load;

/// <summary><c>load</c>: plays an office and its recipients over HTTP against servers that run already.</summary>
internal static class LoadCommand
{
    private static readonly Option<string[]> Url = new("--url") { Description = "web address; several are gone round", Required = true };

    private static readonly Option<string> Office = new("--office")
    {
        Description = "file that remembers the enrolled office; enrolled when it is not there", Required = true,
    };

    private static readonly Option<string?> FirstWords = new("--first-words")
    {
        Description = "holds the administrator's password: what the web process said at its first start, or a seeded office's file",
    };

    private static readonly Option<int> Documents = Number("--documents", 1000, "how many documents are measured");
    private static readonly Option<int> Seeded = Number("--seeded", 0, "documents that the office was seeded with; the report tells it");
    private static readonly Option<int> WarmUp = Number("--warm-up", 100, "how many go before, unmeasured");
    private static readonly Option<int> AtOnce = Number(
        "--at-once", 256, "documents under way at a time; people look at lists now and then, so each is under way for seconds");
    private static readonly Option<int> Patience = Number("--patience", 120, "seconds a server may be away before a paper is given up");

    private static readonly Option<string> Answers = new("--answers")
    {
        Description = "status codes that each recipient answers with", DefaultValueFactory = _ => "01,03",
    };

    private static readonly Option<string[]> Groups = new("--group")
    {
        Description = "NAME=PID,PID or NAME=@FILE of pids: whose CPU seconds are counted; database and broker stand apart from ours",
    };

    private static readonly Option<string> Mix = new("--mix")
    {
        Description = "walk: every document a submission that goes all stages; year: a ministry's year in its proportions",
        DefaultValueFactory = _ => "walk",
    };

    private static readonly Option<double?> SpeedUp = new("--speed-up")
    {
        Description = "papers come in the rhythm of office hours, so many times faster; without it as fast as they go",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "the installation's folder: docflow register verify, trail verify and reconcile are asked at the end",
    };

    private static readonly Option<string?> Metrics = new("--metrics") { Description = "page of metrics that tells what waits" };
    private static readonly Option<string?> MetricsToken = new("--metrics-token") { Description = "its token" };
    private static readonly Option<int> Idle = Number("--idle", 0, "seconds of rest after the run: idle CPU and resident memory");
    private static readonly Option<string?> Report = new("--report") { Description = "file for the report as JSON" };
    private static readonly Option<string?> Page = new("--page") { Description = "file for the picture of the run (HTML)" };

    public static Task<int> Run(string[] args)
    {
        var command = new RootCommand("Carry documents through every stage as fast as they go, or at a pace; then audit what came of it.")
        {
            Url, Office, FirstWords, Mix, SpeedUp, Documents, WarmUp, AtOnce, Patience, Answers, Groups, Data, Metrics, MetricsToken, Idle,
            Report, Page, Seeded,
        };
        Mix.AcceptOnlyFromAmong([.. Papers.Mix.Names]);
        command.SetAction((parsed, stop) => LoadRun.Run(WishOf(parsed), TimeProvider.System, stop));
        var parsed = command.Parse(args);
        return parsed.Errors.Count == 0 ? parsed.InvokeAsync() : Misused(parsed);
    }

    private static LoadWish WishOf(ParseResult parsed) => new()
    {
        Addresses = [.. parsed.GetRequiredValue(Url).Select(url => new Uri(url))],
        OfficeFile = parsed.GetRequiredValue(Office),
        FirstWords = parsed.GetValue(FirstWords),
        Mix = parsed.GetValue(Mix)!,
        SpeedUp = parsed.GetValue(SpeedUp),
        DataFolder = parsed.GetValue(Data),
        Metrics = parsed.GetValue(Metrics) is { } page ? new Uri(page) : null,
        MetricsToken = parsed.GetValue(MetricsToken),
        Idle = parsed.GetValue(Idle),
        PageFile = parsed.GetValue(Page),
        Documents = parsed.GetValue(Documents),
        Seeded = parsed.GetValue(Seeded),
        WarmUp = parsed.GetValue(WarmUp),
        AtOnce = parsed.GetValue(AtOnce),
        Patience = TimeSpan.FromSeconds(parsed.GetValue(Patience)),
        Answers = parsed.GetValue(Answers)!.Split(',', StringSplitOptions.RemoveEmptyEntries),
        Groups = parsed.GetValue(Groups) ?? [],
        ReportFile = parsed.GetValue(Report),
    };

    private static async Task<int> Misused(ParseResult parsed)
    {
        await parsed.InvokeAsync();
        return 64;
    }

    private static Option<int> Number(string name, int usual, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };
}
