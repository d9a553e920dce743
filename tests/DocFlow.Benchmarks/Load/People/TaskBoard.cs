using System.Collections.Concurrent;
using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;

namespace DocFlow.Benchmarks.Load.People;

/// <summary>
/// A person's list of tasks, looked at now and then for everybody who waits for something on it, as people do: not once a document.
/// </summary>
internal sealed class TaskBoard(Desk desk, Tally tally, TimeProvider clock)
{
    private sealed record Item(Guid CaseId, int ArrivalNumber, string Step, string File);

    private const int PageLength = 50;
    private const int MostPages = 10;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<ActOnTask.Answer>> _awaited = [];

    public Desk Desk => desk;

    /// <summary>The case of the paper with this arrival number, as soon as it is on the list.</summary>
    public Task<ActOnTask.Answer> Await(int arrivalNumber) =>
        _awaited.GetOrAdd(arrivalNumber, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(int arrivalNumber) => _awaited.TryRemove(arrivalNumber, out _);

    public async Task Watch(CancellationToken stop)
    {
        for (; !stop.IsCancellationRequested; await Task.Delay(Between, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
        {
            if (_awaited.IsEmpty)
                continue;
            await Look(stop);
        }
    }

    private async Task Look(CancellationToken stop)
    {
        for (var page = 1; page <= MostPages; page++)
        {
            var path = $"/tasks?page={page}";
            var items = await tally.Timed("list tasks", () => desk.Get<List<Item>>(path, stop));
            foreach (var item in items)
            {
                if (_awaited.TryRemove(item.ArrivalNumber, out var awaited))
                    awaited.SetResult(new ActOnTask.Answer(item.CaseId, 0, item.Step, item.File, Ending.None));
            }

            if (items.Count != PageLength || _awaited.IsEmpty)
                return;
        }
    }
}
