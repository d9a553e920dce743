using System.Globalization;
using DocFlow.Benchmarks.Load.Measuring;

namespace DocFlow.Benchmarks.Load;

/// <summary>A report in words.</summary>
internal static class ReportWords
{
    private const int MostFindings = 50;

    public static void Say(this LoadReport report, TextWriter to)
    {
        if (report.Seeded > 0)
            Line(to, $"after {report.Seeded} documents that the office had behind it:");
        Line(to, $"{report.Documents} documents ({report.Mix}) in {report.Whole.Seconds:F1} s: {report.Whole.PerSecond:F1} documents/s");
        Row(to, "CPU seconds a document", report.Whole.PerDocument.Select(one => Invariant($"{one.Key} {one.Value:F4}")));
        Row(to, "documents a second by stage", report.Stages.Select(one => Invariant($"{one.Key} {one.Value.PerSecond:F1}")));
        Flat(report, to);
        Took(to, "reception to issue", report.ReceptionToIssue);
        Took(to, "issue to delivered", report.IssueToDelivered);
        foreach (var (act, took) in report.Acts.OrderBy(act => act.Key, StringComparer.Ordinal))
            Took(to, act, took);
        Line(to, $"{report.Calls} calls, {report.CallsAgain} made again; {report.AtOnce} documents under way at a time");
        foreach (var one in report.Resting)
            Line(to, $"at rest: {one.Role} {one.Pid}  {one.CpuPercent} % of a core  {one.ResidentMegabytes} MB resident");
        Audit(report, to);
    }

    private static void Flat(LoadReport report, TextWriter to)
    {
        if (report is not { Pace: { } pace, Cost: { } cost })
            return;
        var each = report.Windows[0].Documents;
        Row(to, $"documents a second in each {each}", report.Windows.Select(window => Invariant($"{window.PerSecond:F1}")));
        var costs = report.Windows.Select(window => window.PerDocument["ours"]);
        Row(to, $"our CPU seconds a document in each {each}", costs.Select(seconds => Invariant($"{seconds:F4}")));
        Line(to, $"flat: documents a second within {pace.Within} % of their mean, the second half {pace.Drift:+0.0;-0.0;0} % of the first");
        Line(to, $"      CPU a document within {cost.Within} % of its mean, the second half {cost.Drift:+0.0;-0.0;0} % of the first");
    }

    private static void Audit(LoadReport report, TextWriter to)
    {
        foreach (var command in report.Commands)
            Line(to, $"docflow {command.Command}: exit {command.Exit}\n  {command.Words.ReplaceLineEndings("\n  ")}");
        foreach (var finding in report.Findings.Take(MostFindings))
            Line(to, $"{finding.Kind}: {finding.Text}");
        var looked = report.Audited!;
        var found = report.Findings.Count == 0 ? "0 lost, 0 doubled, no gap, 0 unsigned" : $"{report.Findings.Count} findings";
        Line(to, $"audit: {looked.Papers} papers, {looked.Arrivals} arrivals, {looked.Issues} issues, {looked.Packets} packets: {found}");
    }

    private static void Took(TextWriter to, string what, Spread took) => Line(to,
        $"  {what,-20} {took.Count,8}   p50 {took.P50,9:F1}   p95 {took.P95,9:F1}   p99 {took.P99,9:F1}   longest {took.Longest,9:F1} ms");

    private static void Row(TextWriter to, string what, IEnumerable<string> values) => to.WriteLine($"{what}: {string.Join("  ", values)}");

    private static void Line(TextWriter to, FormattableString line) => to.WriteLine(Invariant(line));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
