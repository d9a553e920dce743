using DocFlow.Platform;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;

namespace DocFlow.Host.Demo;

/// <summary>One stage that a paper has behind it.</summary>
/// <param name="Name">Of the stage.</param>
/// <param name="Text">What came of it.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record StageDone(string Name, string Text, double Seconds);

/// <summary>A paper that went all the way.</summary>
public sealed record WalkedPaper
{
    /// <summary>The registered document.</summary>
    public required Guid DocumentId { get; init; }

    /// <summary>Its number in the year's register of incoming documents.</summary>
    public required int ArrivalNumber { get; init; }

    /// <summary>Number and notation under which the draft was issued.</summary>
    public required string IssuedCode { get; init; }

    /// <summary>What each recipient answered last: the two-digit status, or the state of the delivery.</summary>
    public required IReadOnlyList<CaseCopy> Deliveries { get; init; }
}

/// <summary>Takes one paper through every stage, by where its case stands.</summary>
public sealed class PaperWalk(OfficeDriver driver, TimeProvider clock)
{
    private static readonly IReadOnlyDictionary<string, (string Stage, DemoPerson Person, ActKind Kind)> Players =
        new Dictionary<string, (string, DemoPerson, ActKind)>
        {
            ["review"] = ("reviewed", DemoPeople.Head, ActKind.Review),
            ["approve"] = ("approved", DemoPeople.Deputy, ActKind.Approve),
            ["sign"] = ("signed", DemoPeople.Leader, ActKind.Sign),
        };

    /// <summary>The answers after which a recipient has nothing more to say.</summary>
    private static readonly string[] LastAnswers = ["02", "06"];

    /// <summary>Told each stage as it is done.</summary>
    public Action<StageDone> Told { get; init; } = _ => { };

    /// <summary>From the clerk's desk to the recipients' last answers.</summary>
    public async Task<WalkedPaper> Run(Paper paper, CancellationToken stop)
    {
        var files = await Timed(
            "received", () => driver.Receive(paper, stop), both => $"{both.Draft.Name}, {both.Draft.Report.Pages} page(s)");
        var arrival = await Timed(
            "registered", () => driver.Register(paper, files, stop), done => $"arrival number {done.ArrivalNumber}/{done.Year}");
        var opened = await Timed("case opened", () => driver.Case(arrival.DocumentId, stop), found => found.Route.En);
        if (opened.Problem is { } problem)
            throw new OfficeRefused(System.Net.HttpStatusCode.Conflict, "case.problem", problem.En);

        await Act(new ActOnTask.Answer(opened.CaseId, opened.Version, opened.Step, opened.File, opened.Ending), stop);
        var closed = await Timed("case closed", () => Closed(arrival.DocumentId, stop), found => found.IssuedCode ?? "");
        var answered = await Timed("answered", () => Answered(arrival.DocumentId, stop), Answers);
        return new WalkedPaper
        {
            DocumentId = arrival.DocumentId,
            ArrivalNumber = arrival.ArrivalNumber,
            IssuedCode = closed.IssuedCode!,
            Deliveries = answered.Deliveries,
        };
    }

    private async Task Act(ActOnTask.Answer at, CancellationToken stop)
    {
        while (Players.TryGetValue(at.Step, out var player) && at.Ending == Ending.None)
        {
            var before = at;
            at = await Timed(
                player.Stage,
                () => player.Kind == ActKind.Sign
                    ? driver.Sign(player.Person, before, stop)
                    : driver.Act(player.Person, before, player.Kind, stop),
                _ => $"{player.Person.FullName}, {player.Person.Title}");
        }

        if (at.Ending == Ending.None)
            await Timed("issued", () => driver.Issue(at, stop), issued => $"number {issued.Code} of {issued.IssuedOn:dd/MM/yyyy}");
    }

    private Task<ShowCase.Answer> Closed(Guid documentId, CancellationToken stop) =>
        driver.Until(() => driver.Case(documentId, stop), found => found.Ending == Ending.Issued, null, stop);

    private Task<ShowCase.Answer> Answered(Guid documentId, CancellationToken stop) => driver.Until(
        () => driver.Case(documentId, stop),
        found => found.Deliveries.Count > 0 && found.Deliveries.All(delivery => LastAnswers.Contains(delivery.State)), null, stop);

    private static string Answers(ShowCase.Answer found) =>
        string.Join("; ", found.Deliveries.Select(delivery => $"{delivery.RecipientName}: {delivery.State} {delivery.Description}"));

    private async Task<T> Timed<T>(string stage, Func<Task<T>> work, Func<T, string> text)
    {
        var begun = clock.GetTimestamp();
        var answer = await work();
        Told(new StageDone(stage, text(answer), clock.GetElapsedTime(begun).TotalSeconds));
        return answer;
    }
}
