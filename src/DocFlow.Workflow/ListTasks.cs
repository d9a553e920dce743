using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>GET /tasks: what waits for the person who asks, most urgent first, then by due date.</summary>
public static class ListTasks
{
    /// <summary>One open task with what its desk shows.</summary>
    public sealed record Item
    {
        public required Guid TaskId { get; init; }
        public required Guid CaseId { get; init; }
        public required int Number { get; init; }
        public required string Step { get; init; }
        public required Wording StepTitle { get; init; }
        public required string TypeName { get; init; }
        public required string Subject { get; init; }
        public required string Code { get; init; }
        public required string IssuerName { get; init; }
        public required int ArrivalNumber { get; init; }
        public required Urgency Urgency { get; init; }
        public required DateOnly DueOn { get; init; }
        public required bool Overdue { get; init; }
        public required string File { get; init; }
    }

    private sealed record OpenRow
    {
        public required Guid Id { get; init; }
        public required Guid CaseId { get; init; }
        public required int Number { get; init; }
        public required string Step { get; init; }
        public Guid? Person { get; init; }
        public string? Role { get; init; }
        public Guid? Unit { get; init; }
        public required DateOnly DueOn { get; init; }
        public required string Route { get; init; }
        public required string TypeName { get; init; }
        public required string Subject { get; init; }
        public required string Code { get; init; }
        public required string IssuerName { get; init; }
        public required int ArrivalNumber { get; init; }
        public required int Urgency { get; init; }
        public required string FileSha256 { get; init; }

        public Party Party => new() { Person = Person, Role = Role is null ? null : Enum.Parse<Role>(Role), Unit = Unit };

        public Item ToItem(DateOnly today) => new()
        {
            TaskId = Id,
            CaseId = CaseId,
            Number = Number,
            Step = Step,
            StepTitle = Law.Route.Parse(Route).TitleOf(Step),
            TypeName = TypeName,
            Subject = Subject,
            Code = Code,
            IssuerName = IssuerName,
            ArrivalNumber = ArrivalNumber,
            Urgency = (Urgency)Urgency,
            DueOn = DueOn,
            Overdue = DueOn < today,
            File = FileSha256,
        };
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/tasks", async (
        Actor actor, Database database, TimeProvider clock, CancellationToken stop) =>
        Results.Json(await database.Read(session => Handle(session, actor, clock), stop), MessageJson.Options));

    public static async Task<IReadOnlyList<Item>> Handle(ReadSession session, Actor actor, TimeProvider clock)
    {
        var rows = await Mine(session, actor);
        return [.. rows.Select(row => row.ToItem(clock.OfficeToday()))];
    }

    /// <summary>How many wait, for the navigation.</summary>
    public static async Task<long> Count(ReadSession session, Actor actor) => (await Mine(session, actor)).Count;

    private static async Task<List<OpenRow>> Mine(ReadSession session, Actor actor)
    {
        var rows = await session.List<OpenRow>(Open, new
        {
            Person = actor.UserId,
            Clerk = Held(Role.Clerk),
            Specialist = Held(Role.Specialist),
            UnitHead = Held(Role.UnitHead),
            Leader = Held(Role.Leader),
        });
        return [.. rows.Where(row => row.Party.Admits(actor))];

        // one parameter a role: engines disagree on lists
        string Held(Role role) => actor.Is(role) ? role.ToString() : "";
    }

    private const string Open = """
        select task.id, task.case_id, task.number, task.step, task.person, task.role, task.unit, task.due_on, kept.route, kept.type_name,
            kept.subject, kept.code, kept.issuer_name, kept.arrival_number, kept.urgency, kept.file_sha256
        from workflow_task task
        join workflow_case kept on kept.id = task.case_id
        where task.closed_at is null
            and (task.person is null or task.person = @Person)
            and (task.role is null or task.role in (@Clerk, @Specialist, @UnitHead, @Leader))
        order by kept.urgency desc, task.due_on, task.opened_at, task.id
        """;
}
