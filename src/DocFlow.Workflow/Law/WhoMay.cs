using DocFlow.Platform;
using DocFlow.Platform.Identity;

namespace DocFlow.Workflow.Law;

/// <summary>The half of the law that says which acts a task honours and whose they are.</summary>
internal static class WhoMay
{
    public static Refusal? Refuse(Case @case, Act act, Actor actor)
    {
        if (act.Kind == ActKind.Recall)
            return actor == CaseLaw.Intake ? null : Refusals.NotYours;
        if (@case.WaitsForIssue)
            return actor == CaseLaw.Dispatch && act.Kind is ActKind.Issue or ActKind.Return ? null : Refusals.WithDispatch;
        if (act.Kind == ActKind.Withdraw)
            return actor.UserId == @case.Owner ? null : Refusals.NotOwner;
        if (act.Task is { } number && @case.Tasks.All(task => task.Number != number))
            return Refusals.Changed;
        if (!@case.Tasks.Any(task => Honours(@case, task, act.Kind)))
            return Refusals.WrongStage;
        return TaskFor(@case, act, actor) is null ? Refusals.NotYours : null;
    }

    public static CaseTask? TaskFor(Case @case, Act act, Actor actor) => @case.Tasks.FirstOrDefault(task =>
        (act.Task is null || act.Task == task.Number) && Honours(@case, task, act.Kind) && Take(actor, task, act.Kind));

    public static bool Honours(Case @case, CaseTask task, ActKind act) => act switch
    {
        ActKind.Reassign => true,
        ActKind.Return => KindOf(@case, task) is not (StepKind.Opine or StepKind.Revise),
        ActKind.Refuse => KindOf(@case, task) is StepKind.Direct or StepKind.Approve or StepKind.Sign,
        ActKind.Resubmit => KindOf(@case, task) == StepKind.Revise,
        ActKind.Direct => KindOf(@case, task) == StepKind.Direct,
        ActKind.Review => KindOf(@case, task) == StepKind.Review,
        ActKind.Opine => KindOf(@case, task) == StepKind.Opine,
        ActKind.Initial => KindOf(@case, task) == StepKind.Initial,
        ActKind.Approve => KindOf(@case, task) == StepKind.Approve,
        ActKind.Sign => KindOf(@case, task) == StepKind.Sign,
        _ => false,
    };

    /// <summary>A task is its party's; an administrator may hand it over when its holder is gone, and nothing else.</summary>
    public static bool Take(Actor actor, CaseTask task, ActKind act) =>
        task.Party.Admits(actor) || (act == ActKind.Reassign && actor.Is(Role.Administrator));

    private static StepKind KindOf(Case @case, CaseTask task) => @case.Route.Find(task.Step)?.Kind ?? StepKind.Revise;
}
