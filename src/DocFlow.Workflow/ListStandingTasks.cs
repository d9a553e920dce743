using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.People;
using DocFlow.Platform.Messaging;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>GET /standing-tasks: tasks that nobody who works here can take; an administrator hands them over or fills the post.</summary>
public static class ListStandingTasks
{
    /// <summary>A task that stands still, and the post or person it waits for.</summary>
    public sealed record Item(Guid TaskId, Guid CaseId, string Subject, string WaitsFor, DateOnly DueOn)
    {
        /// <summary>Since when it is open.</summary>
        public required DateTimeOffset OpenedAt { get; init; }
    }

    private const int Shown = 200;

    private sealed record PartyRow
    {
        public Guid? Person { get; init; }
        public string? Role { get; init; }
        public Guid? Unit { get; init; }
        public required long Tasks { get; init; }

        public Party Party => new() { Person = Person, Role = Role is null ? null : Enum.Parse<Role>(Role), Unit = Unit };
    }

    private sealed record TaskOfParty
    {
        public required Guid Id { get; init; }
        public required Guid CaseId { get; init; }
        public required DateOnly DueOn { get; init; }
        public required DateTimeOffset OpenedAt { get; init; }
        public required string Subject { get; init; }
        public Guid? Person { get; init; }
        public string? Role { get; init; }
        public Guid? Unit { get; init; }

        public Party Party => new() { Person = Person, Role = Role is null ? null : Enum.Parse<Role>(Role), Unit = Unit };
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/standing-tasks", async (
        Database database, CancellationToken stop) => Results.Json(await database.Read(Handle, stop), MessageJson.Options))
        .WithMetadata(new RequiresRoleAttribute(Role.Administrator));

    /// <summary>The first of them.</summary>
    public static async Task<IReadOnlyList<Item>> Handle(ReadSession session)
    {
        var deserted = await Deserted(session);
        if (deserted.Count == 0)
            return [];
        var open = new OpenTasks(deserted.Select(row => row.Party));
        open.Values.Add("Offset", 0);
        open.Values.Add("Limit", Shown);
        var items = new List<Item>();
        foreach (var row in await session.List<TaskOfParty>($"{Head}(\n{open.Sql}\n){Tail}", open.Values))
        {
            var waitsFor = await PartyName.Of(session, row.Party);
            items.Add(new Item(row.Id, row.CaseId, row.Subject, waitsFor, row.DueOn) { OpenedAt = row.OpenedAt });
        }

        return items;
    }

    /// <summary>How many stand still, for the navigation.</summary>
    public static async Task<long> Count(ReadSession session) => (await Deserted(session)).Sum(row => row.Tasks);

    // whom open tasks wait for is a short list, however many tasks there are
    private static async Task<List<PartyRow>> Deserted(ReadSession session)
    {
        var people = await Person.All(session);
        return [.. (await session.List<PartyRow>(Parties)).Where(row => !people.Any(row.Party.Admits))];
    }

    private const string Parties = """
        select person, role, unit, count(*) as tasks
        from workflow_task
        where closed_at is null
        group by person, role, unit
        """;

    private const string Head = """
        select standing.id, standing.case_id, standing.due_on, standing.opened_at, standing.person, standing.role, standing.unit,
            kept.subject
        from
        """;

    private const string Tail = """
         standing
        join workflow_case kept on kept.id = standing.case_id
        order by standing.due_on, standing.id
        {page}
        """;
}
