using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Telemetry;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow.Book;

/// <summary>A case as the law sees it, with the row it was read from and its open tasks.</summary>
internal sealed record KeptCase(CaseRow Row, IReadOnlyList<TaskRow> Open)
{
    public Case Case { get; } = Row.With(Open);
}

/// <summary>Reads cases for those who may read them.</summary>
internal static class CaseBook
{
    public static async Task<Outcome<KeptCase>> Read(ReadSession session, Guid id, Actor actor) =>
        await Find(session, id) is { } kept && CaseLaw.MayRead(kept.Case, actor) ? kept : Refusals.Unknown;

    public static async Task<KeptCase?> Find(ReadSession session, Guid id)
    {
        var open = await session.Ask<TaskRow>(OpenTasks, new { Id = id });
        if (await session.Find<CaseRow>(Load, new { Id = id }) is not { } row)
            return null;
        RoomAct.On(row.DocumentId, row.Id);
        return new KeptCase(row, await open.Answer());
    }

    /// <summary>The time of this session and the calendar of days off.</summary>
    public static async Task<Moment> Moment(Session session) => MomentOf(session, await (await DaysOff(session)).Answer());

    /// <summary>The time of this session and the days off that were asked for.</summary>
    public static Moment MomentOf(Session session, IEnumerable<DateOnly> daysOff) => new(session.Now, daysOff.ToHashSet());

    /// <summary>The calendar of days off, together with what is asked next.</summary>
    public static Task<Later<IReadOnlyList<DateOnly>>> DaysOff(Session session) =>
        session.Ask<DateOnly>(DaysOffFrom, new { From = DateOnly.FromDateTime(session.Now.InOffice().DateTime) });

    private const string Load = """
        select id, document_id, version, arrival_year, arrival_number, code, issuer_name, type_name, subject, urgency,
            owner, owner_name, draft, route, step, came_from, ending, file_sha256, file_name, problem_vi, problem_en,
            lead_unit, cooperating, tasks_opened, issued_code, opened_at, sender_waits
        from workflow_case
        where id = @Id
        """;

    private const string OpenTasks = """
        select id, case_id, number, step, person, role, unit, due_on, opened_at, closed_at, outcome
        from workflow_task
        where case_id = @Id and closed_at is null
        order by number
        """;

    private const string DaysOffFrom = """
        select day
        from workflow_holiday
        where day >= @From
        """;
}
