using System.Collections.Concurrent;
using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Dispatch.Issuing;
using DocFlow.Host.Demo;
using DocFlow.Platform.Http;

namespace DocFlow.Benchmarks.Load.People;

/// <summary>
/// The issuing clerks: each looks at the ready list now and then, takes up to fifty that nobody else has in hand, and issues them with one
/// PIN in one request.
/// </summary>
internal sealed class IssueDesk(string sealPin, Tally tally, TimeProvider clock)
{
    private const int Most = 50;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    // another clerk was faster, or the list was older than the case: look again
    private static readonly string[] LookAgain = ["issue.not-ready", "issue.changed", "issue.overtaken", "issue.already-issued"];

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<IssueDocument.Issued>> _awaited = [];
    private readonly ConcurrentDictionary<Guid, byte> _inHand = [];

    private sealed record Ready(Guid CaseId, string FileSha256);

    /// <summary>The issued document of a case, as soon as a clerk has issued it.</summary>
    public Task<IssueDocument.Issued> Await(Guid caseId) =>
        _awaited.GetOrAdd(caseId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(Guid caseId) => _awaited.TryRemove(caseId, out _);

    /// <summary>One clerk's work until stopped.</summary>
    public async Task Work(Desk clerk, CancellationToken stop)
    {
        for (; !stop.IsCancellationRequested; await Task.Delay(Between, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
        {
            if (_awaited.IsEmpty)
                continue;
            var mine = await Choose(clerk, stop);
            if (mine.Count > 0)
                await Issue(clerk, mine, stop);
            mine.ForEach(one => _inHand.TryRemove(one.CaseId, out _));
        }
    }

    // the list comes in pages of fifty: where colleagues have the first one in hand, the next is looked at
    private async Task<List<Ready>> Choose(Desk clerk, CancellationToken stop)
    {
        for (var page = 1; ; page++)
        {
            var path = $"/dispatch/ready?page={page}";
            var ready = await tally.Timed("list ready", () => clerk.Get<List<Ready>>(path, stop));
            var mine = ready.Where(one => _awaited.ContainsKey(one.CaseId) && _inHand.TryAdd(one.CaseId, 0)).Take(Most).ToList();
            if (mine.Count > 0 || ready.Count != Most)
                return mine;
        }
    }

    private async Task Issue(Desk clerk, List<Ready> mine, CancellationToken stop)
    {
        var items = mine.Select(one => new IssueDocument.Item(one.CaseId, one.FileSha256)).ToList();
        var command = new IssueDocument.Command(items, sealPin);
        var key = RequestKey.Fresh();
        var answer = await tally.Timed("issue (a batch)", () => clerk.Post<IssueDocument.Answer>("/dispatch/issues", command, key, stop));
        foreach (var outcome in answer.Outcomes)
        {
            if (outcome.Refusal is { } later && LookAgain.Contains(later.Code))
                continue;
            if (!_awaited.TryRemove(outcome.CaseId, out var awaited))
                continue;
            if (outcome.Issued is { } issued)
                awaited.SetResult(issued);
            else
                awaited.SetException(new OfficeRefused(System.Net.HttpStatusCode.Conflict, outcome.Refusal!.Code, outcome.Refusal.En));
        }
    }
}
