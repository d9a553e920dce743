using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.Office;

namespace DocFlow.Benchmarks.Load.People;

/// <summary>Everybody in the office, signed in, with the lists they look at.</summary>
internal sealed class Staff
{
    public Staff(LoadOffice office, Line line, Tally tally)
    {
        TaskBoard Board(Member member) => new(new Desk(line, member), tally, line.Clock);
        Clerks = [.. office.Clerks.Select(clerk => new Desk(line, clerk))];
        Heads = office.Units.ToDictionary(unit => unit.Id, unit => Board(unit.Head));
        Deputies = [.. office.Deputies.Select(deputy => new Desk(line, deputy))];
        Leaders = [.. office.Leaders.Select(leader => new Desk(line, leader))];
        Issuing = new IssueDesk(office.SealPin, tally, line.Clock);
    }

    public IReadOnlyList<Desk> Clerks { get; }

    /// <summary>By unit.</summary>
    public IReadOnlyDictionary<Guid, TaskBoard> Heads { get; }

    public IReadOnlyList<Desk> Deputies { get; }

    public IReadOnlyList<Desk> Leaders { get; }

    public IssueDesk Issuing { get; }

    public Task SignIn(CancellationToken stop) => Task.WhenAll(
        Clerks.Concat(Deputies).Concat(Leaders).Concat(Heads.Values.Select(head => head.Desk)).Select(desk => desk.SignIn(stop)));

    /// <summary>Everybody looks at their lists until stopped.</summary>
    public IEnumerable<Task> Watch(CancellationToken stop) =>
        Heads.Values.Select(head => head.Watch(stop)).Concat(Clerks.Select(clerk => Issuing.Work(clerk, stop)));
}
