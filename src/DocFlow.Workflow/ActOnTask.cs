using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.People;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>POST /cases/{id}/acts: every act of a person on a case that needs neither a key nor a new file.</summary>
public static class ActOnTask
{
    /// <summary>The act, with the SHA-256 of the file that was on screen.</summary>
    public sealed record Command(ActKind Kind, string File)
    {
        public int? Task { get; init; }
        public string? Remark { get; init; }

        /// <summary>For direct: the unit that takes the lead, and those that help.</summary>
        public Guid? Lead { get; init; }
        public IReadOnlyList<Guid>? Cooperating { get; init; }

        /// <summary>For reassign: the person who gets the task.</summary>
        public Guid? To { get; init; }
    }

    /// <summary>Where the case stands now.</summary>
    public sealed record Answer(Guid CaseId, int Version, string Step, string File, Ending Ending);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{id:guid}/acts", async (
        Guid id, Command command, RequestKey key, Actor actor, Once once, Language language, CancellationToken stop) =>
        (await once.Run(key, command, session => Handle(id, command, actor, session), stop)).ToResult(language));

    public static async Task<Outcome<Answer>> Handle(Guid id, Command command, Actor actor, Session session)
    {
        var act = new Act
        {
            Kind = command.Kind,
            File = command.File,
            Task = command.Task,
            Remark = command.Remark ?? "",
            Lead = command.Lead,
            Cooperating = command.Cooperating ?? [],
            To = command.To is { } to ? await Person.Find(session, to) : null,
        };
        return await Decide(id, act, actor, session);
    }

    /// <summary>Asks the law and keeps what follows.</summary>
    internal static async Task<Outcome<Answer>> Decide(Guid id, Act act, Actor actor, Session session)
    {
        var daysOff = await CaseBook.DaysOff(session);
        var found = await CaseBook.Read(session, id, actor);
        if (found.Refusal is { } unknown)
            return unknown;

        var decided = CaseLaw.Decide(found.Answer.Case, act, actor, CaseBook.MomentOf(session, await daysOff.Answer()));
        if (decided.Refusal is { } refusal)
            return refusal;
        return (await KeepMove.Keep(session, found.Answer.Row, decided.Answer, new Deed(act, actor))).Then(AnswerOf);
    }

    private static Answer AnswerOf(Move move) => new(move.To.Id, move.To.Version, move.To.Step, move.To.File, move.To.Ending);
}
