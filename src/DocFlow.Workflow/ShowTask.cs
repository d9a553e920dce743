using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>GET /tasks/{id}: one open task, what its holder may do, and the choices an act asks for.</summary>
public static class ShowTask
{
    public sealed record Answer
    {
        public required Guid TaskId { get; init; }
        public required int Number { get; init; }
        public required DateOnly DueOn { get; init; }
        public required IReadOnlyList<ActKind> Acts { get; init; }

        /// <summary>To whom it could be handed over.</summary>
        public required IReadOnlyList<Choice> Successors { get; init; }

        /// <summary>To which units it could be directed.</summary>
        public required IReadOnlyList<Choice> Units { get; init; }
        public required ShowCase.Answer Case { get; init; }
    }

    public sealed record Choice(Guid Id, string Name);

    private sealed record KeyRow
    {
        public required Guid CaseId { get; init; }
        public required int Number { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/tasks/{id:guid}", async (
        Guid id, Actor actor, IEnumerable<Room> rooms, Database database, Language language, CancellationToken stop) =>
        (await database.Read(session => Handle(id, actor, session, rooms), stop)).ToResult(language));

    public static async Task<Outcome<Answer>> Handle(Guid id, Actor actor, ReadSession session, IEnumerable<Room> rooms)
    {
        if (await session.Find<KeyRow>(OpenTask, new { Id = id }) is not { } key)
            return Over;
        var shown = await ShowCase.Handle(key.CaseId, actor, session, rooms);
        if (shown.Refusal is { } refusal)
            return refusal;

        var task = (await CaseBook.Find(session, key.CaseId))!.Case.Tasks.Single(task => task.Number == key.Number);
        var acts = shown.Answer.Acts.Where(act => act.Task == key.Number).Select(act => act.Kind).ToList();
        return new Answer
        {
            TaskId = id,
            Number = key.Number,
            DueOn = task.Due,
            Acts = acts,
            Successors = acts.Contains(ActKind.Reassign) ? await SuccessorsOf(task, session) : [],
            Units = acts.Contains(ActKind.Direct) ? [.. (await Unit.All(session)).Select(unit => new Choice(unit.Id, unit.Name))] : [],
            Case = shown.Answer,
        };
    }

    private static async Task<List<Choice>> SuccessorsOf(CaseTask task, ReadSession session) =>
        [.. (await Person.All(session)).Where(person => task.Party.Suits(person) && task.Party.Person != person.UserId)
            .Select(person => new Choice(person.UserId, person.FullName))];

    private static Refusal Over { get; } = Refusal.NotFound("task.over",
        "Việc này đã được xử lý xong hoặc không có.",
        "This task is done, or there is no such task.");

    private const string OpenTask = """
        select case_id, number
        from workflow_task
        where id = @Id and closed_at is null
        """;
}
