namespace DocFlow.Workflow.Law;

/// <summary>The half of the law that says where a lawful act leads.</summary>
internal static class WhatFollows
{
    public static Case From(Case @case, Act act, CaseTask? task, Moment now) => act.Kind switch
    {
        ActKind.Issue => End(@case, Ending.Issued) with { File = act.NewFile ?? @case.File },
        ActKind.Withdraw => End(@case, Ending.Withdrawn),
        ActKind.Refuse => End(@case, Ending.Refused),
        ActKind.Recall => End(@case, Ending.Recalled),
        ActKind.Return => Return(@case, now),
        ActKind.Reassign => Reassign(@case, task!, act.To!.UserId),
        ActKind.Resubmit => Resubmit(@case, act, now),
        ActKind.Direct => Complete(@case with { Lead = act.Lead, Cooperating = act.Cooperating }, task!, now),
        _ => Complete(@case.Signs(act.Kind) ? @case with { File = act.NewFile! } : @case, task!, now),
    };

    public static Case Enter(Case @case, int index, Moment now)
    {
        foreach (var step in @case.Route.Steps.Skip(index))
        {
            var parties = step.Who.SelectMany(party => party.In(@case)).Distinct().ToList();
            if (step.Kind == StepKind.Issue)
                return @case with { Step = step.Name, Tasks = [] };
            if (parties.Count > 0)
                return Ask(@case, step.Name, parties, now.After(@case.Urgent ? 0 : step.Days));
        }
        return End(@case, Ending.Completed);
    }

    public static Case ToOwner(Case @case, string? from, Moment now)
    {
        var days = @case.Urgent ? 0 : @case.Route.ReviseDays;
        return Ask(@case with { CameFrom = from }, Step.Revise, [new Party { Person = @case.Owner }], now.After(days));
    }

    private static Case Complete(Case @case, CaseTask done, Moment now)
    {
        var rest = @case.Tasks.Where(task => task != done).ToList();
        return rest.Count > 0 && @case.At!.Rule == Rule.All
            ? @case with { Tasks = rest }
            : Enter(@case, @case.Route.IndexOf(@case.Step) + 1, now);
    }

    // a file already signed cannot be corrected, so it never goes back past a signature: only its owner can bring another
    private static Case Return(Case @case, Moment now)
    {
        var (from, to) = (@case.Route.IndexOf(@case.Step), @case.Route.IndexOf(@case.At!.ReturnTo));
        var undoesSignature = @case.Route.Steps.Take(from).Skip(to).Any(step => step.Field is not null);
        return @case.At.ReturnTo == Step.Revise || undoesSignature ? ToOwner(@case, @case.Step, now) : Enter(@case, to, now);
    }

    // nobody has seen a new file, so it starts from the first step; the same file goes on where it was returned
    private static Case Resubmit(Case @case, Act act, Moment now) => act.NewFile is null || act.NewFile == @case.File
        ? Enter(@case with { CameFrom = null }, @case.Route.IndexOf(@case.CameFrom!), now)
        : Enter(@case with { CameFrom = null, File = act.NewFile }, 0, now);

    private static Case Reassign(Case @case, CaseTask given, Guid to)
    {
        var task = given with { Number = @case.TasksOpened + 1, Party = given.Party with { Person = to } };
        return @case with { Tasks = [.. @case.Tasks.Where(other => other != given), task], TasksOpened = task.Number };
    }

    private static Case Ask(Case @case, string step, List<Party> parties, DateOnly due) => @case with
    {
        Step = step,
        Tasks = [.. parties.Select((party, index) => new CaseTask(@case.TasksOpened + index + 1, step, party, due))],
        TasksOpened = @case.TasksOpened + parties.Count,
    };

    private static Case End(Case @case, Ending ending) => @case with { Ending = ending, Tasks = [] };
}
