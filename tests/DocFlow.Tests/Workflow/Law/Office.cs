using DocFlow.Platform.Identity;
using DocFlow.Workflow.Law;

namespace DocFlow.Tests.Workflow.Law;

/// <summary>An office of two units, with two people for every post, and cases that stand at a wanted step.</summary>
internal static class Office
{
    public static readonly Guid Unit = Guid.Parse("00000000-0000-0000-0000-0000000000a1");
    public static readonly Guid OtherUnit = Guid.Parse("00000000-0000-0000-0000-0000000000a2");
    public static readonly Moment Monday = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(7)), new HashSet<DateOnly>());

    public static readonly Actor Clerk = Person(1, Role.Clerk, Unit);
    public static readonly Actor Head = Person(2, Role.UnitHead, Unit);
    public static readonly Actor OtherHead = Person(3, Role.UnitHead, OtherUnit);
    public static readonly Actor Leader = Person(4, Role.Leader, Unit);
    public static readonly Actor Deputy = Person(5, Role.Leader, Unit);
    public static readonly Actor Specialist = Person(6, Role.Specialist, Unit);
    public static readonly Actor Administrator = Person(7, Role.Administrator, Unit);
    public static readonly Actor SecondHead = Person(8, Role.UnitHead, Unit);
    public static readonly Actor OtherSecondHead = Person(9, Role.UnitHead, OtherUnit);
    public static readonly Actor SecondClerk = Person(10, Role.Clerk, Unit);
    public static readonly Actor SecondSpecialist = Person(11, Role.Specialist, Unit);

    public static readonly IReadOnlyList<Actor> Staff =
        [Clerk, Head, OtherHead, Leader, Deputy, Specialist, Administrator, SecondHead, OtherSecondHead, SecondClerk, SecondSpecialist];

    public static readonly IReadOnlyList<Actor> Everyone = [.. Staff, CaseLaw.Dispatch];

    public static Case Submission(Route? route = null) => CaseLaw.Open(Blank(route ?? BuiltInRoutes.IntakeToIssue), Monday).To;

    public static Case Blank(Route route) => new()
    {
        Id = Guid.Parse("00000000-0000-0000-0000-0000000000c1"),
        Route = route,
        Owner = Clerk.UserId,
        File = "v1",
        Lead = route.CarriesDraft ? Unit : null,
    };

    public static Case At(string step, Route? route = null)
    {
        var @case = Submission(route);
        for (var walked = 0; @case.Step != step && walked < 20; walked++)
            @case = Onward(@case);
        return @case.Step == step ? @case : throw new InvalidOperationException($"No way leads to {step}.");
    }

    /// <summary>The case after whoever may has done what takes it forward.</summary>
    public static Case Onward(Case @case)
    {
        if (@case.WaitsForIssue)
            return CaseLaw.Decide(@case, Filled(@case, new AllowedAct(ActKind.Issue, null)), CaseLaw.Dispatch, Monday).Answer.To;

        var (actor, act) = Everyone.SelectMany(actor => CaseLaw.Allowed(@case, actor).Select(act => (actor, act)))
            .First(pair => pair.act.Kind is not (ActKind.Return or ActKind.Refuse or ActKind.Reassign or ActKind.Withdraw));
        return CaseLaw.Decide(@case, Filled(@case, act), actor, Monday).Answer.To;
    }

    public static Act Filled(Case @case, AllowedAct allowed) => new()
    {
        Kind = allowed.Kind,
        Task = allowed.Task,
        File = @case.File,
        Remark = "vì lý do này",
        NewFile = @case.Route.CarriesDraft && allowed.Kind is ActKind.Sign or ActKind.Initial or ActKind.Resubmit ? @case.File + "+" : null,
        Lead = Unit,
        Cooperating = [OtherUnit],
        To = allowed.Kind == ActKind.Reassign ? Successor(@case, allowed.Task) : null,
    };

    public static Act Does(this Case @case, ActKind kind, string remark = "") =>
        new() { Kind = kind, File = @case.File, Remark = remark, NewFile = kind == ActKind.Sign ? @case.File + "+" : null };

    private static Actor? Successor(Case @case, int? number)
    {
        var task = @case.Tasks.Single(task => task.Number == number);
        return Staff.First(person => task.Party.Suits(person) && task.Party.Person != person.UserId);
    }

    private static Actor Person(int number, Role role, Guid unit)
    {
        var id = Guid.Parse($"00000000-0000-0000-0000-{number:D12}");
        return new Actor(id, $"user{number}", $"Người {number}", MaySeal: false, [new Post(unit, "Văn phòng", role, "")]);
    }
}
