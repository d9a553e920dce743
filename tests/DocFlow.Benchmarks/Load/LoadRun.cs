using System.Text.RegularExpressions;
using DocFlow.Benchmarks.Load.Auditing;
using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.Office;
using DocFlow.Benchmarks.Load.Papers;
using DocFlow.Benchmarks.Load.People;
using DocFlow.Benchmarks.Load.Picture;
using DocFlow.Benchmarks.Load.Recipients;

namespace DocFlow.Benchmarks.Load;

/// <summary>
/// One run: everybody comes to work, papers warm the processes up, papers are measured; then, unmeasured, all that came of it is audited.
/// </summary>
internal sealed partial class LoadRun : IDisposable
{
    private readonly LoadWish _wish;
    private readonly TimeProvider _clock;
    private readonly Line _line;
    private readonly Tally _tally;
    private readonly DeliveryBook _book = new();
    private readonly Staff _staff;
    private readonly Backlog? _backlog;
    private readonly Course _course;
    private readonly IReadOnlyList<Recipient> _recipients;
    private readonly Verifier _verifier;
    private readonly PaperRow _row;

    private LoadRun(LoadWish wish, LoadOffice office, Line line)
    {
        (_wish, _line, _clock) = (wish, line, line.Clock);
        _tally = new Tally(_clock);
        _staff = new Staff(office, line, _tally);
        _verifier = new Verifier(office, _clock);
        _recipients = [.. office.Agencies.Select(agency => new Recipient(agency, line, _book, _tally)
        {
            Answers = wish.Answers, Sender = LoadOffice.Code, Verifier = _verifier,
        })];
        _backlog = wish.Metrics is { } page ? new Backlog(page, wish.MetricsToken) : null;
        _course = new Course(wish.Documents, new ProcessGroups(wish.Groups), _backlog, _clock);
        var walk = new Walk(office, _staff, _book, _tally, new PaperMill()) { Clock = _clock, Patience = wish.Patience };
        _row = new PaperRow(wish, office, walk, _course, _clock);
    }

    /// <summary>Does it all; 0 when the audit finds nothing.</summary>
    public static async Task<int> Run(LoadWish wish, TimeProvider clock, CancellationToken stop)
    {
        var line = new Line(wish.Addresses, wish.Patience, clock);
        using var run = new LoadRun(wish, await OfficeOf(wish, line, stop), line);
        return await run.Run(stop);
    }

    public void Dispose()
    {
        _backlog?.Dispose();
        _line.Dispose();
        foreach (var recipient in _recipients)
            recipient.Dispose();
    }

    private static async Task<LoadOffice> OfficeOf(LoadWish wish, Line line, CancellationToken stop)
    {
        var office = LoadOffice.Load(wish.OfficeFile)
            ?? await EnrolLoadOffice.Run(line, await FirstPassword(wish, stop), stop);
        office = office with { Runs = office.Runs + 1 };
        office.Keep(wish.OfficeFile);
        return office;
    }

    private static async Task<string> FirstPassword(LoadWish wish, CancellationToken stop)
    {
        var words = wish.FirstWords is { } file ? await File.ReadAllTextAsync(file, stop) : "";
        return Password().Match(words) is { Success: true } told ? told.Groups[1].Value
            : throw new InvalidOperationException($"There is no {wish.OfficeFile}, and --first-words tells no administrator's password.");
    }

    private async Task<int> Run(CancellationToken stop)
    {
        await _staff.SignIn(stop);
        using var day = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var lists = _staff.Watch(day.Token).Concat(_recipients.Select(one => one.KeepCollecting(day.Token))).ToList();
        await Measure(Task.WhenAny(lists).Unwrap(), stop);
        await day.CancelAsync();
        await Task.WhenAll(lists);
        var report = LoadReport.Of(_wish, _row.Begun, _course, _tally, _line) with
        {
            Resting = _wish.Idle == 0 ? [] : await Rest.Watch(_course.Groups, TimeSpan.FromSeconds(_wish.Idle), _clock, stop),
        };
        report = await Audited(report, stop);
        report.Say(Console.Out);
        if (_wish.ReportFile is { } file)
            await File.WriteAllBytesAsync(file, report.ToJson(), stop);
        if (_wish.PageFile is { } page)
            await File.WriteAllTextAsync(page, RunPage.Of(report), stop);
        return report.Findings.Count == 0 ? 0 : 1;
    }

    private async Task Measure(Task listFails, CancellationToken stop)
    {
        await await Task.WhenAny(_row.WarmUp(stop), listFails);
        _tally.Counting = true;
        _course.Begin();
        using var measuring = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = _course.Watch(measuring.Token);
        await await Task.WhenAny(_row.Measured(stop), listFails);
        _course.End();
        _tally.Counting = false;
        await measuring.CancelAsync();
        await watching;
    }

    private async Task<LoadReport> Audited(LoadReport report, CancellationToken stop)
    {
        var inspection = new Inspection(_staff.Clerks[0], _recipients, _verifier, _clock);
        var facts = await inspection.Gather(_row.Begun, _book, stop);
        var said = _wish.DataFolder is { } folder ? await OwnCommands.Ask(folder, _wish.Seeded > 0, stop) : [];
        var sample = _book.Sample.Where(packet => packet.Verdict != "passed")
            .Select(packet => new Finding("unsigned", $"{packet.Code} at {packet.Agency} was {packet.Verdict} when it came."));
        return report with
        {
            Audited = new AuditCounts(facts.Papers.Count, facts.Arrivals.Count, facts.Issues.Count, facts.Packets.Count),
            Commands = said,
            Findings = [.. Audit.Judge(facts), .. sample, .. OwnCommands.Findings(said)],
        };
    }

    [GeneratedRegex("""(?:one-time password |"administratorPassword":\s*")([^\s"]+)""")]
    private static partial Regex Password();
}
