using DocFlow.Workflow.Law;

namespace DocFlow.Tests.Workflow.Law;

/// <summary>Draws a route by walking the law: every case that can be reached, every act that leads from one to another.</summary>
internal static class StageDiagram
{
    public static string Draw(Route route)
    {
        IEnumerable<string> drawing =
        [
            "```mermaid",
            "stateDiagram-v2",
            .. route.Steps.Select(step => $"    {Id(step.Name)}: {step.Title.En}"),
            $"    {Step.Revise}: The submitter revises",
            .. Arrows(route).GroupBy(arrow => (arrow.From, arrow.To)).Select(Line),
            "```",
        ];
        return string.Join('\n', drawing) + "\n";
    }

    private static string Line(IGrouping<(string From, string To), (string From, string To, string Act)> arrows) =>
        $"    {arrows.Key.From} --> {arrows.Key.To}: {string.Join(", ", arrows.Select(arrow => arrow.Act).Distinct())}";

    private static List<(string From, string To, string Act)> Arrows(Route route)
    {
        var arrows = new List<(string, string, string)> { ("[*]", Id(route.Steps[0].Name), "register") };
        var seen = new HashSet<(string, string?, int)>();
        var waiting = new Queue<Case>([Office.Submission(route)]);
        while (waiting.TryDequeue(out var @case))
        {
            if (!seen.Add((@case.Step, @case.CameFrom, @case.Tasks.Count)))
                continue;
            foreach (var (act, to) in Moves(@case))
            {
                arrows.Add((Id(@case.Step), to.Ended ? "[*]" : Id(to.Step), Word(act)));
                if (!to.Ended)
                    waiting.Enqueue(to);
            }
        }
        return arrows;
    }

    private static IEnumerable<(Act Act, Case To)> Moves(Case @case) =>
        from actor in Office.Everyone
        from kind in Enum.GetValues<ActKind>()
        where kind != ActKind.Reassign
        from act in Ways(@case, kind)
        let decided = CaseLaw.Decide(@case, act, actor, Office.Monday)
        where decided.Refusal is null
        select (act, decided.Answer.To);

    private static IEnumerable<Act> Ways(Case @case, ActKind kind)
    {
        var act = Office.Filled(@case, new AllowedAct(kind, null));
        return kind == ActKind.Resubmit ? [act with { NewFile = null }, act] : [act];
    }

    private static string Word(Act act) => act.Kind switch
    {
        ActKind.Resubmit when act.NewFile is not null => "resubmit a new file",
        _ => act.Kind.ToString().ToLowerInvariant(),
    };

    private static string Id(string step) => step.Replace('-', '_');
}
