using System.CommandLine;
using DocFlow.Platform.Trail;

namespace DocFlow.Host.Commands;

/// <summary>
/// <c>docflow trail verify</c>: recomputes everything that happened; exit 0 proved or self-consistent, 1 broken or not there.
/// </summary>
public static class TrailCommand
{
    private const int Shown = 50;

    private static readonly Option<string?> Root = new("--root")
    {
        Description = "hash of a root that was kept outside (from a receipt, packet or report): proves everything up to it",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var verify = new Command("verify", "Find what was rewritten, deleted or cut off in the trail.") { Office.Folder, Root };
        verify.SetAction(Verify);
        return new Command("trail", "The trail of everything that happened.") { verify };
    }

    private static async Task<int> Verify(ParseResult parsed, CancellationToken stop)
    {
        var folder = parsed.GetValue(Office.Folder)!;
        if (!folder.Exists || folder.GetDirectories("keys").Length == 0)
        {
            await Console.Error.WriteLineAsync($"docflow: {folder.FullName} is not the data folder of an installation.");
            return 1;
        }

        await using var office = await Office.Look(parsed, stop);
        var key = office.Get<NodeKey>().Public;
        var report = await office.Database.Read(session => TrailVerification.Run(session, key, parsed.GetValue(Root)), stop);
        Console.Write(Say(report));
        return report.Verdict == TrailVerdict.Broken ? 1 : 0;
    }

    /// <summary>The report in words.</summary>
    public static string Say(TrailReport report)
    {
        var lines = report.Findings.Take(Shown).Select(finding => "  " + finding).ToList();
        if (report.Findings.Count > Shown)
            lines.Add($"  and {report.Findings.Count - Shown} more");
        var said = report.Verdict switch
        {
            TrailVerdict.Proved => $"proved: everything up to root {report.ProvedTo} is as it was when that root was given away.",
            TrailVerdict.SelfConsistent =>
                "self-consistent, not proved: the trail holds together. Give --root with a hash kept outside to prove it.",
            _ => $"broken: {report.Findings.Count} findings.",
        };
        lines.Insert(0, said);
        lines.Add($"{report.Entries} entries, {report.Unsealed} of them not sealed yet, {report.LastRoot?.Number ?? 0} roots");
        if (report.LastRoot is { } last)
            lines.Add($"latest root: {last.Hash} (number {last.Number}, {last.SealedAt:u})");
        return string.Join('\n', lines) + '\n';
    }
}
