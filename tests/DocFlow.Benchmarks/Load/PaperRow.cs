using System.Runtime.CompilerServices;
using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.Office;
using DocFlow.Benchmarks.Load.Papers;

namespace DocFlow.Benchmarks.Load;

/// <summary>The papers of a run in a row: so many under way at once, as fast as they go or in the rhythm of office hours.</summary>
internal sealed class PaperRow(LoadWish wish, LoadOffice office, Walk walk, Course course, TimeProvider clock)
{
    private const int MostTroubles = 25;

    private readonly List<Paper> _begun = [];
    private int _troubles;

    /// <summary>Everything that was taken to the clerk's desk.</summary>
    public IReadOnlyList<Paper> Begun => _begun;

    /// <summary>Papers before the measured ones: every kind of the mix, as fast as they go.</summary>
    public Task WarmUp(CancellationToken stop) => Carry(Papers(wish.WarmUp, counts: false, speedUp: null, stop), stop);

    public Task Measured(CancellationToken stop) => Carry(Papers(wish.Documents, counts: true, wish.SpeedUp, stop), stop);

    private Task Carry(IAsyncEnumerable<Paper> papers, CancellationToken stop)
    {
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = wish.AtOnce, CancellationToken = stop };
        return Parallel.ForEachAsync(papers, atOnce, async (paper, cancel) => await Carry(paper, cancel));
    }

    // no more are begun when too many are in trouble: the run is over, and its report says why
    private async IAsyncEnumerable<Paper> Papers(int count, bool counts, double? speedUp, [EnumeratorCancellation] CancellationToken stop)
    {
        var begun = clock.GetTimestamp();
        for (var number = 0; number < count && _troubles < MostTroubles; number++)
        {
            var due = speedUp is { } times ? OfficeHours.ArrivalOf(number) / times : TimeSpan.Zero;
            if (due - clock.GetElapsedTime(begun) is { } early && early > TimeSpan.Zero)
                await Task.Delay(early, clock, stop);
            var paper = Paper(_begun.Count, counts);
            _begun.Add(paper);
            yield return paper;
        }
    }

    private Paper Paper(int index, bool counts)
    {
        var kind = Mix.Of(wish.Mix, index);
        return new Paper
        {
            Index = index,
            Key = $"R{office.Runs}-{index + 1}",
            Code = ($"{index + 1}", $"CTT-R{office.Runs}"),
            Kind = kind,
            Recipients = [.. Enumerable.Range(index, kind.Recipients).Select(at => office.Agencies[at % office.Agencies.Count])],
            Counts = counts,
        };
    }

    // a paper in trouble is told of and does not stop the others
    private async Task Carry(Paper paper, CancellationToken stop)
    {
        try
        {
            await walk.Run(paper, stop);
        }
        catch (Exception trouble) when (!stop.IsCancellationRequested)
        {
            paper.Trouble = $"{trouble.GetType().Name}: {trouble.Message}";
            Interlocked.Increment(ref _troubles);
            await Console.Error.WriteLineAsync($"\n{paper.Key}: {paper.Trouble}");
        }

        if (paper.Counts)
            course.Done();
    }
}
