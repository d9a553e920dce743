using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow.Book;

/// <summary>A case as it is kept.</summary>
internal sealed record CaseRow
{
    public required Guid Id { get; init; }
    public required Guid DocumentId { get; init; }
    public required int Version { get; init; }
    public required int ArrivalYear { get; init; }
    public required int ArrivalNumber { get; init; }
    public required string Code { get; init; }
    public required string IssuerName { get; init; }
    public required string TypeName { get; init; }
    public required string Subject { get; init; }
    public required int Urgency { get; init; }
    public required Guid Owner { get; init; }
    public required string OwnerName { get; init; }
    public string? Draft { get; init; }
    public required string Route { get; init; }
    public string Step { get; init; } = "";
    public string? CameFrom { get; init; }
    public string Ending { get; init; } = nameof(Law.Ending.None);
    public required string FileSha256 { get; init; }
    public required string FileName { get; init; }
    public string? ProblemVi { get; init; }
    public string? ProblemEn { get; init; }
    public Guid? LeadUnit { get; init; }
    public string Cooperating { get; init; } = "[]";
    public int TasksOpened { get; init; }
    public string? IssuedCode { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Its sender, on the exchange, has not yet been told that somebody handles it.</summary>
    public bool SenderWaits { get; init; }

    /// <summary>What our agency is to issue, where a draft was enclosed.</summary>
    public OutgoingDraft? Outgoing => Draft is null ? null : JsonSerializer.Deserialize<OutgoingDraft>(Draft, MessageJson.Options);

    public Case With(IEnumerable<TaskRow> open) => new()
    {
        Id = Id,
        Route = Law.Route.Parse(Route),
        Owner = Owner,
        File = FileSha256,
        Lead = LeadUnit,
        Cooperating = JsonSerializer.Deserialize<List<Guid>>(Cooperating)!,
        Urgent = Urgency > 0,
        Version = Version,
        Step = Step,
        CameFrom = CameFrom,
        Ending = Enum.Parse<Ending>(Ending),
        Tasks = [.. open.Where(task => task.ClosedAt is null).OrderBy(task => task.Number).Select(task => task.ToTask())],
        TasksOpened = TasksOpened,
    };

    public CaseRow At(Case @case) => this with
    {
        Version = @case.Version,
        Step = @case.Step,
        CameFrom = @case.CameFrom,
        Ending = @case.Ending.ToString(),
        FileSha256 = @case.File,
        LeadUnit = @case.Lead,
        Cooperating = JsonSerializer.Serialize(@case.Cooperating),
        TasksOpened = @case.TasksOpened,
    };
}

/// <summary>A task as it is kept, open or closed.</summary>
internal sealed record TaskRow
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required int Number { get; init; }
    public required string Step { get; init; }
    public Guid? Person { get; init; }
    public string? Role { get; init; }
    public Guid? Unit { get; init; }
    public required DateOnly DueOn { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Outcome { get; init; }

    public static TaskRow Of(CaseTask task, Guid caseId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CaseId = caseId,
        Number = task.Number,
        Step = task.Step,
        Person = task.Party.Person,
        Role = task.Party.Role?.ToString(),
        Unit = task.Party.Unit,
        DueOn = task.Due,
        OpenedAt = now,
    };

    public Party ToParty() => new() { Person = Person, Role = Role is null ? null : Enum.Parse<Role>(Role), Unit = Unit };

    public CaseTask ToTask() => new(Number, Step, ToParty(), DueOn);
}
