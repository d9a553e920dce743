using System.Text.RegularExpressions;
using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.Office;
using DocFlow.Benchmarks.Load.Papers;
using DocFlow.Benchmarks.Load.People;
using DocFlow.Benchmarks.Load.Recipients;
using DocFlow.Contracts;
using Recipient = DocFlow.Benchmarks.Load.Recipients.Recipient;

namespace DocFlow.Benchmarks.Load;

/// <summary>One run: everybody comes to work, papers warm the processes up, papers are measured, what came of it is told.</summary>
internal sealed partial class LoadRun : IDisposable
{
    private const int MostTroubles = 25;

    private readonly LoadWish _wish;
    private readonly TimeProvider _clock;
    private readonly LoadOffice _office;
    private readonly Line _line;
    private readonly Tally _tally;
    private readonly DeliveryBook _book = new();
    private readonly Staff _staff;
    private readonly IReadOnlyList<Recipient> _recipients;
    private readonly Walk _walk;
    private readonly Course _course;
    private int _begun;
    private int _troubles;

    private LoadRun(LoadWish wish, LoadOffice office, Line line)
    {
        (_wish, _office, _line, _clock) = (wish, office, line, line.Clock);
        _tally = new Tally(_clock);
        _staff = new Staff(office, line, _tally);
        _recipients = [.. office.Agencies.Select(agency =>
            new Recipient(agency, line, _book, _tally) { Answers = wish.Answers, Sender = LoadOffice.Code })];
        _walk = new Walk(office, _staff, _book, _tally, new PaperMill()) { Clock = _clock, Patience = wish.Patience };
        _course = new Course(wish.Documents, new ProcessGroups(wish.Groups), _clock);
    }

    /// <summary>Does it all; 0 when every paper went all the way.</summary>
    public static async Task<int> Run(LoadWish wish, TimeProvider clock, CancellationToken stop)
    {
        var line = new Line(wish.Addresses, wish.Patience, clock);
        using var run = new LoadRun(wish, await OfficeOf(wish, line, stop), line);
        return await run.Run(stop);
    }

    public void Dispose() => _line.Dispose();

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
        return OneTimePassword().Match(words) is { Success: true } told ? told.Groups[1].Value
            : throw new InvalidOperationException($"There is no {wish.OfficeFile}, and --first-words tells no one-time password.");
    }

    private async Task<int> Run(CancellationToken stop)
    {
        await _staff.SignIn(stop);
        using var day = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var lists = _staff.Watch(day.Token).Concat(_recipients.Select(one => one.KeepCollecting(day.Token))).ToList();
        var papers = await CarryAll(Task.WhenAny(lists).Unwrap(), stop);
        await day.CancelAsync();
        await Task.WhenAll(lists);
        var report = LoadReport.Of(_wish, papers, _course, _tally, _line);
        report.Say(Console.Out);
        if (_wish.ReportFile is { } file)
            await File.WriteAllBytesAsync(file, report.ToJson(), stop);
        return report.Troubles.Count == 0 ? 0 : 1;
    }

    private async Task<List<Paper>> CarryAll(Task listFails, CancellationToken stop)
    {
        var warming = Papers(_wish.WarmUp, counts: false);
        await await Task.WhenAny(Carry(warming, stop), listFails);
        var papers = Papers(_wish.Documents, counts: true);
        _tally.Counting = true;
        _course.Begin();
        await await Task.WhenAny(Carry(papers, stop), listFails);
        _course.End();
        _tally.Counting = false;
        return [.. warming, .. papers];
    }

    private List<Paper> Papers(int count, bool counts) => [.. Enumerable.Range(_begun, count).Select(index => Paper(index, counts))];

    private Paper Paper(int index, bool counts)
    {
        _begun = index + 1;
        return new Paper
        {
            Index = index,
            Key = $"R{_office.Runs}-{index + 1}",
            Code = ($"{index + 1}", $"PTr-CTT-R{_office.Runs}"),
            Pages = 1 + index % 3,
            Urgency = index % 20 == 0 ? Urgency.Express : index % 5 == 0 ? Urgency.Urgent : Urgency.Normal,
            Recipients = [.. Enumerable.Range(index, 3).Select(at => _office.Agencies[at % _office.Agencies.Count])],
            Counts = counts,
        };
    }

    private async Task Carry(IReadOnlyList<Paper> papers, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = _wish.AtOnce, CancellationToken = enough.Token };
        await Parallel.ForEachAsync(papers, atOnce, async (paper, cancel) =>
        {
            await Carry(paper, cancel);
            if (_troubles >= MostTroubles)
                await enough.CancelAsync();
        });
    }

    // a paper in trouble is told of and does not stop the others
    private async Task Carry(Paper paper, CancellationToken stop)
    {
        try
        {
            await _walk.Run(paper, stop);
        }
        catch (Exception trouble) when (!stop.IsCancellationRequested)
        {
            paper.Trouble = $"{trouble.GetType().Name}: {trouble.Message}";
            Interlocked.Increment(ref _troubles);
            await Console.Error.WriteLineAsync($"\n{paper.Key}: {paper.Trouble}");
        }

        if (paper.Counts)
            _course.Done();
    }

    [GeneratedRegex(@"one-time password (\S+)")]
    private static partial Regex OneTimePassword();
}
