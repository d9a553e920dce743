using DocFlow.Platform.Identity;
using DocFlow.Workflow.Law;
using FsCheck.Fluent;
using FsCheck;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow.Law;

public sealed class CaseLawProperties
{
    /// <summary>Anybody tries anything, rightly or wrongly filled in.</summary>
    private sealed record Attempt(Actor Actor, Act Act, bool Stale);

    [TestCaseSource(nameof(Routes))]
    public void No_act_outside_the_law_is_accepted(Route route) => Walk(route, (from, attempt, to) =>
    {
        if (to is null)
            return true;
        var theirs = from.Tasks.Any(task => task.Party.Admits(attempt.Actor));
        var handsOver = attempt.Act.Kind == ActKind.Reassign && attempt.Actor.Is(Role.Administrator);
        var withdraws = attempt.Act.Kind == ActKind.Withdraw && attempt.Actor.UserId == from.Owner;
        var dispatch = from.WaitsForIssue && attempt.Actor == CaseLaw.Dispatch;
        return !from.Ended && !attempt.Stale && (from.WaitsForIssue ? dispatch : theirs || handsOver || withdraws);
    });

    [TestCaseSource(nameof(Routes))]
    public void No_task_is_orphaned_and_no_open_case_is_without_one(Route route) =>
        Walk(route, (_, _, to) => to is null || Fault(to) is null);

    [TestCaseSource(nameof(Routes))]
    public void Every_case_can_end(Route route) => Walk(route, (from, _, to) =>
    {
        var @case = to ?? from;
        for (var walked = 0; !@case.Ended && walked < 20; walked++)
            @case = Office.Onward(@case);
        return @case.Ended;
    });

    [TestCaseSource(nameof(Routes))]
    public void What_a_button_offers_is_accepted_and_nothing_else(Route route) => Walk(route, (from, _, _) =>
    {
        foreach (var actor in Office.Staff)
        {
            var offered = CaseLaw.Allowed(from, actor);
            var unmade = offered.Where(act => CaseLaw.Decide(from, Office.Filled(from, act), actor, Office.Monday).Refusal is not null);
            var hidden = Enum.GetValues<ActKind>().Except(offered.Select(act => act.Kind).Append(ActKind.Reassign))
                .Where(kind => CaseLaw.Decide(from, Office.Filled(from, new AllowedAct(kind, null)), actor, Office.Monday).Refusal is null);
            if (unmade.Concat(hidden.Select(kind => new AllowedAct(kind, null))).Any())
                return false;
        }
        return true;
    });

    [TestCaseSource(nameof(Routes))]
    public void What_waits_for_issue_is_what_a_signer_signed_last(Route route) => Walk(route, (from, attempt, to) =>
        to is not { WaitsForIssue: true } || attempt.Act.Kind is ActKind.Resubmit || to.File == attempt.Act.NewFile);

    [Test]
    public void A_case_that_stands_still_is_found_out()
    {
        var forgotten = Office.Submission() with { Tasks = [] };
        var misled = Office.Submission() with { Step = "sign" };
        var undead = Office.Submission() with { Ending = Ending.Refused };

        Assert.That(new[] { forgotten, misled, undead }.Select(Fault), Has.All.Not.Null);
    }

    private static IEnumerable<Route> Routes => BuiltInRoutes.All;

    private static string? Fault(Case @case)
    {
        if (@case.Ended || @case.WaitsForIssue)
            return @case.Tasks.Count == 0 ? null : "a task of a case that asks nobody";
        if (@case.Tasks.Count == 0)
            return "nobody is asked";
        if (@case.Tasks.Any(task => task.Step != @case.Step || task.Party.IsAnybody || task.Number > @case.TasksOpened))
            return "a task that belongs to no step of the case";
        return @case.Tasks.Select(task => task.Number).Distinct().Count() == @case.Tasks.Count ? null : "two tasks of one number";
    }

    private static void Walk(Route route, Func<Case, Attempt, Case?, bool> holds)
    {
        var walks = Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 1 << 16), 6), 40).ToArbitrary();
        Prop.ForAll(walks, steps =>
        {
            var @case = Office.Submission(route);
            foreach (var dice in steps)
            {
                var attempt = Try(@case, dice);
                var decided = CaseLaw.Decide(@case, attempt.Act, attempt.Actor, Office.Monday);
                var to = decided.Refusal is null ? decided.Answer.To : null;
                if (!holds(@case, attempt, to))
                    return false;
                @case = to ?? @case;
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static Attempt Try(Case @case, int[] dice)
    {
        var stale = dice[0] % 8 == 0;
        // half of the attempts follow a button, so that walks get far; an end by choice is rare for the same reason
        var actor = Office.Everyone[dice[1] % Office.Everyone.Count];
        var offered = CaseLaw.Allowed(@case, actor).Where(act => act.Kind is not (ActKind.Withdraw or ActKind.Refuse)).ToList();
        var choice = dice[2] % 2 == 0 && offered.Count > 0
            ? offered[dice[3] % offered.Count]
            : new AllowedAct((ActKind)(dice[3] % 12), @case.Tasks.Count > 0 ? @case.Tasks[0].Number : null);
        var full = choice.Task is null && choice.Kind == ActKind.Reassign ? choice with { Kind = ActKind.Review } : choice;
        var act = Office.Filled(@case, full) with { File = stale ? "another" : @case.File };
        return new Attempt(actor, (dice[4] % 6) switch
        {
            0 => act with { Remark = " " },
            1 => act with { NewFile = null },
            2 => act with { To = Office.Staff[dice[5] % Office.Staff.Count], Lead = null },
            _ => act,
        }, stale);
    }
}
