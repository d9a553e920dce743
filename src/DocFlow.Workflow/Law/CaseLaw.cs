using DocFlow.Platform;
using DocFlow.Platform.Identity;

namespace DocFlow.Workflow.Law;

/// <summary>
/// The law of a case: who may do what, when, and what follows. Pure; pages, HTTP slices, consumers, the stage diagram and the property
/// tests all ask here, and nobody else decides.
/// </summary>
public static class CaseLaw
{
    /// <summary>The room that numbers and seals: its word alone counts while a case waits there.</summary>
    public static Actor Dispatch { get; } = new(Guid.Empty, "dispatch", "Phát hành", MaySeal: false, []);

    /// <summary>The room that registers: at its word alone a document is given back to its sender, wherever its case stands.</summary>
    public static Actor Intake { get; } = new(Guid.Empty, "intake", "Tiếp nhận", MaySeal: false, []);

    /// <summary>Opens a case at its first step; one whose file cannot go on as it is goes to its owner instead.</summary>
    public static Move Open(Case @case, Moment now, bool fit = true) =>
        new(@case, fit ? WhatFollows.Enter(@case, 0, now) : WhatFollows.ToOwner(@case, null, now));

    /// <summary>Whether the act is lawful, and where it leads.</summary>
    public static Outcome<Move> Decide(Case @case, Act act, Actor actor, Moment now)
    {
        if (Check(@case, act, actor) is { } refusal)
            return refusal;
        if (@case.Signs(act.Kind) && act.NewFile is null)
            return Refusals.NotSigned;

        var task = WhoMay.TaskFor(@case, act, actor);
        return new Move(@case, WhatFollows.From(@case, act, task, now) with { Version = @case.Version + 1 }, task);
    }

    /// <summary>Whether the act may be begun: for a signature, all that can be known before the key is used.</summary>
    public static Refusal? Check(Case @case, Act act, Actor actor)
    {
        if (@case.Ended)
            return Refusals.Ended;
        if (WhoMay.Refuse(@case, act, actor) is { } refusal)
            return refusal;
        return act.File == @case.File ? CheckDetails(@case, act, WhoMay.TaskFor(@case, act, actor)) : Refusals.Stale;
    }

    /// <summary>The buttons this person has.</summary>
    public static IReadOnlyList<AllowedAct> Allowed(Case @case, Actor actor)
    {
        if (@case.Ended || @case.WaitsForIssue)
            return [];

        var acts =
            from task in @case.Tasks
            from kind in Enum.GetValues<ActKind>()
            where WhoMay.Honours(@case, task, kind) && WhoMay.Take(actor, task, kind)
            select new AllowedAct(kind, task.Number);
        return actor.UserId == @case.Owner ? [.. acts, new AllowedAct(ActKind.Withdraw, null)] : [.. acts];
    }

    /// <summary>Whether this person may read the case: its owner, whomever its route asks, and those who keep it going.</summary>
    public static bool MayRead(Case @case, Actor actor) => actor.UserId == @case.Owner
        || actor.Is(Role.Clerk) || actor.Is(Role.Inspector) || actor.Is(Role.Administrator)
        || @case.Tasks.Any(task => task.Party.Admits(actor))
        || @case.Route.Steps.SelectMany(step => step.Who).SelectMany(party => party.In(@case)).Any(party => party.Admits(actor));

    private static Refusal? CheckDetails(Case @case, Act act, CaseTask? task)
    {
        var sameFile = act.NewFile is null || act.NewFile == @case.File;
        var silent = string.IsNullOrWhiteSpace(act.Remark);
        return act.Kind switch
        {
            ActKind.Return or ActKind.Refuse or ActKind.Withdraw or ActKind.Opine when silent => Refusals.NoReason,
            ActKind.Direct when act.Lead is null => Refusals.NoLead,
            ActKind.Reassign when act.To is null || !task!.Party.Suits(act.To) || task.Party.Person == act.To.UserId => Refusals.Unfit,
            ActKind.Resubmit when !sameFile && !@case.Route.CarriesDraft => Refusals.ReceivedFile,
            ActKind.Resubmit when sameFile && @case.CameFrom is null => Refusals.NewFileNeeded,
            ActKind.Resubmit when sameFile && silent => Refusals.NoReason,
            _ => null,
        };
    }
}
