using System.CommandLine;
using System.Text;
using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow directory import</c>: the directory of agencies from the machine's own console.</summary>
public static class DirectoryCommand
{
    private const string AboutImport = """
        Take over a CSV file of agencies: UTF-8, its first line names the columns (code, oldCode, name, parent, mail; or mã, mã cũ,
        tên, cấp trên, thư điện tử). What is new is added, what says otherwise is changed, what was in the file before and is not any more
        becomes inactive; entries that an administrator wrote stay. One bad line, and nothing is done. Exit 0 taken over, 1 refused.
        """;

    private const string AboutSync = """
        Take over the list of agencies that a peer keeps, as import does with a file; its stray lines are left out and counted.
        Exit 0 taken over, 1 refused or the peer does not answer.
        """;

    private static readonly Argument<string> PeerCode = new("peer") { Description = "code of a peer, as docflow peer list names it" };
    private static readonly Argument<FileInfo> File = new("file") { Description = "the CSV file" };
    private static readonly Option<bool> Shrunk = new("--even-if-shrunk")
    {
        Description = "believe it when more than half of what it named before is gone",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        File.AcceptExistingOnly();
        var import = new Command("import", AboutImport) { File, Shrunk, Office.Folder };
        import.SetAction((parsed, stop) => Office.Run(parsed, office => Import(office, parsed, stop), Say, stop));
        var sync = new Command("sync", AboutSync) { PeerCode, Shrunk, Office.Folder };
        sync.SetAction((parsed, stop) => Office.Run(parsed, office => Sync(office, parsed, stop), Say, stop));
        return new Command("directory", "The agencies that documents may be addressed to.") { import, sync };
    }

    private static async Task<Outcome<TakeList.Answer>> Import(Office office, ParseResult parsed, CancellationToken stop)
    {
        await using var file = parsed.GetValue(File)!.OpenRead();
        var outcome = await office.Get<ImportDirectory>().Handle(file, parsed.GetValue(Shrunk), By.Console, stop);
        if (outcome.Refusal?.Details.GetValueOrDefault(ReadCsv.BadLines) is IReadOnlyList<ReadCsv.BadLine> lines)
        {
            foreach (var line in lines)
                await Console.Error.WriteLineAsync($"line {line.Number}: {line.En}");
        }

        return outcome;
    }

    private static Task<Outcome<TakePeerList.Answer>> Sync(Office office, ParseResult parsed, CancellationToken stop)
    {
        var lines = new PeerLines(office.Get<PartnerSecrets>(), office.Get<Outbound>(), new ExchangeOptions(), TimeProvider.System);
        var take = new TakePeerList(office.Database, lines);
        return take.Handle(parsed.GetValue(PeerCode)!, parsed.GetValue(Shrunk), By.Console, stop);
    }

    private static string Say(TakePeerList.Answer answer) => $"{Say(answer.Taken)}\nleft out: {answer.LeftOut}";

    private static string Say(TakeList.Answer answer)
    {
        var text = new StringBuilder();
        Line("added", answer.Added);
        Line("changed", answer.Changed);
        Line("inactive now", answer.Retired);
        Line("kept as an administrator wrote them", answer.KeptByHand);
        return text.Append("as before: ").Append(answer.Unchanged).ToString();

        void Line(string what, TakeList.Some some)
        {
            var first = string.Join(", ", some.First) + (some.Count > some.First.Count ? ", …" : "");
            text.Append(what).Append(": ").Append(some.Count).AppendLine(some.Count == 0 ? "" : $" ({first})");
        }
    }
}
