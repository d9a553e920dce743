using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>GET /tasks?page=: what waits for the person who asks, most urgent first, then by due date.</summary>
public static class ListTasks
{
    /// <summary>A page that is full may have another behind it.</summary>
    public const int PageLength = 50;

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
        public required DateOnly DueOn { get; init; }
        public required string Route { get; init; }
        public required string TypeName { get; init; }
        public required string Subject { get; init; }
        public required string Code { get; init; }
        public required string IssuerName { get; init; }
        public required int ArrivalNumber { get; init; }
        public required int Urgency { get; init; }
        public required string FileSha256 { get; init; }

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
        int? page, Actor actor, Database database, TimeProvider clock, CancellationToken stop) =>
        Results.Json(await database.Glance(session => Handle(session, actor, clock, page ?? 1), stop), MessageJson.Options));

    public static async Task<IReadOnlyList<Item>> Handle(ReadSession session, Actor actor, TimeProvider clock, int page = 1)
    {
        var open = new OpenTasks(Party.Admitting(actor));
        open.Values.Add("Offset", (Math.Max(page, 1) - 1) * PageLength);
        open.Values.Add("Limit", PageLength);
        var rows = await session.List<OpenRow>($"{Head}({First}(\n{open.Sql}\n){Order}){Tail}", open.Values);
        return [.. rows.Select(row => row.ToItem(clock.OfficeToday()))];
    }

    /// <summary>How many wait, for the navigation.</summary>
    public static Task<long> Count(ReadSession session, Actor actor)
    {
        var open = new OpenTasks(Party.Admitting(actor));
        return session.One<long>($"select count(*) from ({open.Sql}) mine", open.Values);
    }

    // the page is cut on narrow rows, and only what is shown is read in full; every urgency is at least 0: said, so that SQLite takes it
    // from the index of id and urgency
    private const string Head = """
        select shown.id, shown.case_id, shown.number, shown.step, shown.due_on, kept.route, kept.type_name, kept.subject, kept.code,
            kept.issuer_name, kept.arrival_number, kept.urgency, kept.file_sha256
        from
        """;

    private const string First = """
        select mine.id, mine.case_id, mine.number, mine.step, mine.due_on, mine.opened_at, case_of.urgency
        from
        """;

    private const string Order = """
         mine
        join workflow_case case_of on case_of.id = mine.case_id and case_of.urgency >= 0
        order by case_of.urgency desc, mine.due_on, mine.opened_at, mine.id
        {page}
        """;

    private const string Tail = """
         shown
        join workflow_case kept on kept.id = shown.case_id
        order by shown.urgency desc, shown.due_on, shown.opened_at, shown.id
        """;
}
