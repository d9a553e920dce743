using System.Diagnostics;
using DocFlow.JourneyTests.Support;

namespace DocFlow.Benchmarks.Load.Auditing;

/// <summary>What one of the product's own commands said of the installation.</summary>
internal sealed record Said(string Command, int Exit, string Words);

/// <summary>
/// Asks the product itself: its registers, its trail, its reconciler. The environment says which engines, as for the servers.
/// </summary>
internal static class OwnCommands
{
    private const int MostWords = 4000;

    private static readonly string[][] OfRows = [["register", "verify"], ["trail", "verify"]];
    private static readonly string[][] All = [.. OfRows, ["reconcile"]];

    /// <summary>The reconciler would miss the files of documents that were seeded as rows: it is not asked of such an office.</summary>
    public static async Task<IReadOnlyList<Said>> Ask(string dataFolder, bool rowsOnly, CancellationToken stop)
    {
        var said = new List<Said>();
        foreach (var words in rowsOnly ? OfRows : All)
            said.Add(await Ask(words, dataFolder, stop));
        return said;
    }

    public static IEnumerable<Finding> Findings(IEnumerable<Said> said) => said.Where(one => one.Exit != 0)
        .Select(one => new Finding(one.Command, one.Words));

    private static async Task<Said> Ask(string[] words, string dataFolder, CancellationToken stop)
    {
        using var process = Process.Start(DocFlowBinary.Command([.. words, "--data", dataFolder]))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        var text = (await output + await error).Trim();
        return new Said(string.Join(' ', words), process.ExitCode, text.Length > MostWords ? text[..MostWords] : text);
    }
}
