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
        Directing = Board(office.Deputies[0]);
        Deputies = [.. office.Deputies.Select(deputy => new Desk(line, deputy))];
        Leaders = [.. office.Leaders.Select(leader => new Desk(line, leader))];
        Issuing = new IssueDesk(office.SealPin, tally, line.Clock);
    }

    public IReadOnlyList<Desk> Clerks { get; }

    /// <summary>By unit.</summary>
    public IReadOnlyDictionary<Guid, TaskBoard> Heads { get; }

    /// <summary>The deputy who directs incoming documents to the units.</summary>
    public TaskBoard Directing { get; }

    public IReadOnlyList<Desk> Deputies { get; }

    public IReadOnlyList<Desk> Leaders { get; }

    public IssueDesk Issuing { get; }

    private IEnumerable<TaskBoard> Boards => Heads.Values.Append(Directing);

    public Task SignIn(CancellationToken stop) => Task.WhenAll(
        Clerks.Concat(Deputies).Concat(Leaders).Concat(Boards.Select(board => board.Desk)).Select(desk => desk.SignIn(stop)));

    /// <summary>Everybody looks at their lists until stopped.</summary>
    public IEnumerable<Task> Watch(CancellationToken stop) =>
        Boards.Select(board => board.Watch(stop)).Concat(Clerks.Select(clerk => Issuing.Work(clerk, stop)));
}
