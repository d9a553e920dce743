using System.Globalization;
using System.Net;
using DocFlow.Benchmarks.Load.Measuring;

namespace DocFlow.Benchmarks.Load.Picture;

/// <summary>The picture of a run: one HTML file that needs nothing else, in light and in dark.</summary>
internal static class RunPage
{
    private const int MostPoints = 240;

    public static string Of(LoadReport report) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>DocFlow under load</title><style>{RunStyle.Css}</style></head><body><main>
        <h1>DocFlow under load</h1>
        <p class="about">{About(report)}</p>
        <section class="tiles">{Tiles(report)}</section>
        <section class="charts">{Charts(report)}</section>
        {Latencies(report)}
        {Verdicts(report)}
        </main></body></html>
        """;

    private static string About(LoadReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.Documents:#,0} documents after {report.Seeded:#,0} seeded, mix {report.Mix}, {report.AtOnce} at a time, "
        + $"ended {report.EndedAt:yyyy-MM-dd HH:mm} UTC.");

    private static string Tiles(LoadReport report) => string.Concat(
        Tile(Scale.Say(report.Whole.PerSecond), "documents a second"),
        Tile(Scale.Say(report.Whole.PerDocument["ours"]), "CPU seconds a document, our processes"),
        Tile(Seconds(report.ReceptionToIssue.P50), "reception to issue, p50"),
        Tile(Seconds(report.ReceptionToIssue.P95), "reception to issue, p95"),
        Tile(Seconds(report.IssueToDelivered.P95), "issue to delivered, p95"),
        report.Pace is { } pace ? Tile($"{Scale.Say(pace.Within)} %", "flat within: documents a second of each window") : "",
        Tile(report.Findings.Count == 0 ? "0" : $"{report.Findings.Count}", "lost, doubled, gaps, unsigned", report.Findings.Count > 0));

    private static string Tile(string value, string what, bool bad = false) =>
        $"<div class=\"tile{(bad ? " bad" : "")}\"><b>{value}</b><span>{what}</span></div>";

    private static string Charts(LoadReport report)
    {
        var steps = Steps(report.Moments);
        var along = steps.Select(step => step.To.Seconds).ToList();
        var groups = report.Whole.CpuSeconds.Keys.ToList();
        var rate = new Series("documents/s", [.. steps.Select(step => (step.To.Done - step.From.Done) / step.Seconds)]);
        var charts = Chart.Lines("Throughput", "documents done a second, over seconds", along, [rate])
            + Chart.Stacked("CPU", "cores in use by group, over seconds", along, [.. groups.Select(group => new Series(group,
                [.. steps.Select(step => (step.To.CpuSeconds[group] - step.From.CpuSeconds[group]) / step.Seconds)]))]);
        if (steps.Any(step => step.To.Waiting is not null))
            charts += Chart.Lines("Waiting", "messages in the outbox and in the queues, over seconds", along,
                [.. new[] { "outbox", "queues" }.Select(name => Waiting(name, steps))]);
        return charts + Windows(report.Windows, groups);
    }

    private static Series Waiting(string name, IReadOnlyList<Step> steps) =>
        new(name, [.. steps.Select(step => step.To.Waiting?.GetValueOrDefault(name) ?? 0)]);

    // flat or not: every window of documents beside those before
    private static string Windows(IReadOnlyList<Stretch> windows, IReadOnlyList<string> groups)
    {
        if (windows.Count < 2)
            return "";
        var each = windows[0].Documents;
        var along = Enumerable.Range(1, windows.Count).Select(window => (double)each * window).ToList();
        return Chart.Lines("Flat", $"documents a second in each {each}, over documents", along,
                [new Series("documents/s", [.. windows.Select(window => window.PerSecond)])])
            + Chart.Stacked("CPU a document", $"CPU seconds a document by group in each {each}, over documents", along,
                [.. groups.Select(group => new Series(group, [.. windows.Select(window => window.PerDocument[group])]))]);
    }

    private sealed record Step(Moment From, Moment To)
    {
        public double Seconds => Math.Max(0.1, To.Seconds - From.Seconds);
    }

    // so many moments that the eye can tell apart, each beside the one before it
    private static List<Step> Steps(IReadOnlyList<Moment> moments)
    {
        var every = Math.Max(1, moments.Count / MostPoints);
        var kept = moments.Where((_, at) => at % every == 0).ToList();
        return [.. kept.Zip(kept.Skip(1), (from, to) => new Step(from, to))];
    }

    private static string Latencies(LoadReport report)
    {
        var rows = report.Acts.OrderBy(act => act.Key, StringComparer.Ordinal)
            .Prepend(new("issue to delivered", report.IssueToDelivered)).Prepend(new("reception to issue", report.ReceptionToIssue));
        return $"""
            <h2>How long each act took</h2>
            <table><thead><tr><th>act</th><th>count</th><th>p50 ms</th><th>p95 ms</th><th>p99 ms</th><th>longest ms</th></tr></thead>
            <tbody>{string.Concat(rows.Select(row => Row(row.Key, row.Value)))}</tbody></table>
            """;
    }

    private static string Row(string act, Spread took)
    {
        var values = new[] { took.Count, took.P50, took.P95, took.P99, took.Longest }.Select(value => $"<td>{Scale.Say(value)}</td>");
        return $"<tr><th>{act}</th>{string.Concat(values)}</tr>";
    }

    private static string Verdicts(LoadReport report)
    {
        var findings = report.Findings.Select(one => $"<li><b>{one.Kind}</b> {WebUtility.HtmlEncode(one.Text)}</li>");
        var said = report.Commands.Select(one =>
            $"<h3>docflow {one.Command}: exit {one.Exit}</h3><pre>{WebUtility.HtmlEncode(one.Words)}</pre>");
        var found = report.Findings.Count == 0 ? "<p>Nothing.</p>" : $"<ul>{string.Concat(findings)}</ul>";
        return $"<h2>What the audit found</h2>{found}{string.Concat(said)}{AtRest(report)}";
    }

    private static string AtRest(LoadReport report)
    {
        if (report.Resting.Count == 0)
            return "";
        var rows = report.Resting.Select(one =>
            $"<tr><th>{one.Role}</th><td>{Scale.Say(one.CpuPercent)}</td><td>{Scale.Say(one.ResidentMegabytes)}</td></tr>");
        return $"""
            <h2>At rest</h2>
            <table><thead><tr><th>role</th><th>% of a core</th><th>MB resident</th></tr></thead>
            <tbody>{string.Concat(rows)}</tbody></table>
            """;
    }

    private static string Seconds(double milliseconds) => Scale.Say(milliseconds / 1000) + " s";
}
