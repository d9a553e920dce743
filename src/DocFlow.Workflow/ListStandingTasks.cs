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
    public sealed record Item(Guid TaskId, Guid CaseId, string Subject, string WaitsFor, DateOnly DueOn);

    private sealed record OpenRow
    {
        public required Guid Id { get; init; }
        public required Guid CaseId { get; init; }
        public Guid? Person { get; init; }
        public string? Role { get; init; }
        public Guid? Unit { get; init; }
        public required DateOnly DueOn { get; init; }
        public required string Subject { get; init; }

        public Party Party => new() { Person = Person, Role = Role is null ? null : Enum.Parse<Role>(Role), Unit = Unit };
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/standing-tasks", async (
        Database database, CancellationToken stop) => Results.Json(await database.Read(Handle, stop), MessageJson.Options))
        .WithMetadata(new RequiresRoleAttribute(Role.Administrator));

    public static async Task<IReadOnlyList<Item>> Handle(ReadSession session)
    {
        var people = await Person.All(session);
        var standing = (await session.List<OpenRow>(Open)).Where(row => !people.Any(row.Party.Admits));
        var items = new List<Item>();
        foreach (var row in standing)
            items.Add(new Item(row.Id, row.CaseId, row.Subject, await PartyName.Of(session, row.Party), row.DueOn));
        return items;
    }

    /// <summary>How many stand still, for the navigation.</summary>
    public static async Task<long> Count(ReadSession session) => (await Handle(session)).Count;

    private const string Open = """
        select task.id, task.case_id, task.person, task.role, task.unit, task.due_on, kept.subject
        from workflow_task task
        join workflow_case kept on kept.id = task.case_id
        where task.closed_at is null
        order by task.due_on, task.id
        """;
}
