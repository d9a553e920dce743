using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Reconciling;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>What the reconciler asks of this room: does a case stand still, of whom was told and heard, and whose is each file.</summary>
internal static class CheckWorkflow
{
    private static readonly TimeSpan SignerDecidesWithin = TimeSpan.FromHours(1);

    private sealed record IdleRow
    {
        public required Guid Id { get; init; }
        public required Guid DocumentId { get; init; }
        public required string Route { get; init; }
        public required string Step { get; init; }
        public required int ArrivalNumber { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }

        public bool WaitsForIssue => Law.Route.Parse(Route).Find(Step)?.Kind == StepKind.Issue;
    }

    private sealed record HalfSignedRow
    {
        public required Guid Id { get; init; }
        public required Guid DocumentId { get; init; }
        public required DateTimeOffset ReservedAt { get; init; }
    }

    public static IReadOnlyList<Check> Checks { get; } = [new(WithoutTask), new(ForNobody), new(HalfSigned)];

    public static IReadOnlyList<Handover> Told { get; } =
    [
        new(typeof(TaskAssigned), (session, look) => session.List<Known>(WithTasks, look.Parameters)),
        new(typeof(CaseReadyToIssue), Ready),
        new(typeof(CaseClosed), (session, look) => session.List<Known>(Closed, look.Parameters)),
    ];

    public static IReadOnlyList<Handover> Heard { get; } =
    [
        new(typeof(DocumentRegistered), (session, look) => session.List<Known>(Opened, look.Parameters)),
        new(typeof(DocumentIssued), (session, look) => session.List<Known>(Issued, look.Parameters)),
    ];

    public static Task<IReadOnlyList<OwnedFile>> Files(ReadSession session, FilePart part) => session.List<OwnedFile>(Owned, part);

    private static async Task<IReadOnlyList<Finding>> WithoutTask(ReadSession session, Look look)
    {
        var idle = await session.List<IdleRow>(Idle, look.Parameters);
        return [.. idle.Where(row => row.ChangedAt < look.Before && !row.WaitsForIssue).Select(row => new Finding(
            "case.without-task", row.DocumentId, row.ChangedAt,
            $"Hồ sơ của số đến {row.ArrivalNumber} đang ở bước {row.Step} nhưng không giao việc cho ai.",
            $"The case of arrival {row.ArrivalNumber} stands at step {row.Step}, but nobody has a task in it."))];
    }

    private static async Task<IReadOnlyList<Finding>> ForNobody(ReadSession session, Look look)
    {
        var standing = await ListStandingTasks.Handle(session);
        return [.. standing.Select(task => new Finding("task.for-nobody", task.CaseId, task.OpenedAt,
            $"Việc \"{task.Subject}\" chờ {task.WaitsFor}, nhưng không ai đang giữ chức vụ đó; hãy giao người khác.",
            $"The task '{task.Subject}' waits for {task.WaitsFor}, whom nobody is; hand it over."))];
    }

    private static async Task<IReadOnlyList<Finding>> HalfSigned(ReadSession session, Look look)
    {
        var rows = await session.List<HalfSignedRow>(HalfSignatures, new
        {
            Before = look.Now - SignerDecidesWithin,
            Offset = 0,
            Limit = Look.Most,
        });
        return [.. rows.Select(row => new Finding("signature.half-way", row.DocumentId, row.ReservedAt,
            "Một lượt ký đã giữ chỗ nhưng không hoàn thành; người ký có thể ký lại bất cứ lúc nào.",
            "A signature was begun and never finished; the signer may sign again at any time.")
        {
            Heal = async write => await write.Execute(VoidHalf, new { row.Id, row.ReservedAt }) > 0,
        })];
    }

    private static async Task<IReadOnlyList<Known>> Ready(ReadSession session, Look look)
    {
        var idle = await session.List<IdleRow>(Idle, look.Parameters);
        return [.. idle.Where(row => row.ChangedAt >= look.From && row.WaitsForIssue)
            .Select(row => new Known { Subject = row.Id, Since = row.ChangedAt })];
    }

    private const string Idle = """
        select id, document_id, route, step, arrival_number, changed_at
        from workflow_case
        where ending = 'None' and not exists (
            select 1 from workflow_task where workflow_task.case_id = workflow_case.id and workflow_task.closed_at is null)
        """;

    private const string HalfSignatures = """
        select signature.id, kept.document_id, signature.reserved_at
        from workflow_signature signature
        join workflow_case kept on kept.id = signature.case_id
        where signature.state = 'reserved' and signature.reserved_at < @Before
        order by signature.reserved_at
        {page}
        """;

    private const string VoidHalf = """
        update workflow_signature
        set state = 'void', reason = 'signature.half-way'
        where id = @Id and state = 'reserved' and reserved_at = @ReservedAt
        """;

    private const string WithTasks = """
        select document_id as subject, opened_at as since
        from workflow_case
        where opened_at >= @From and tasks_opened > 0
        """;

    private const string Closed = """
        select document_id as subject, changed_at as since
        from workflow_case
        where changed_at >= @From and ending <> 'None'
        """;

    private const string Opened = """
        select document_id as subject, opened_at as since
        from workflow_case
        where opened_at >= @HeardFrom
        """;

    // "not none" is for SQLite, which does not see that the index of the closed ones has all that are issued
    private const string Issued = """
        select id as subject, changed_at as since
        from workflow_case
        where changed_at >= @HeardFrom and ending <> 'None' and ending = 'Issued'
        """;

    private const string Owned = """
        select sha256, case_id as subject, at as since
        from workflow_file
        where sha256 >= @From and sha256 < @To and destroyed_at is null
        """;
}
