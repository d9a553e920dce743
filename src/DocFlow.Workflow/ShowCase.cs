using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>
/// GET /cases/{id}: where a case stands, what this person may do to it, and what happened. GET /documents/{id}/case: the same by document.
/// </summary>
public static class ShowCase
{
    /// <summary>The case for one reader.</summary>
    public sealed record Answer
    {
        public required Guid CaseId { get; init; }
        public required Guid DocumentId { get; init; }
        public required int Version { get; init; }
        public required Wording Route { get; init; }
        public required string Step { get; init; }
        public required Wording StepTitle { get; init; }
        public required Ending Ending { get; init; }
        public required int ArrivalNumber { get; init; }
        public required string Code { get; init; }
        public required string IssuerName { get; init; }
        public required string TypeName { get; init; }
        public required string Subject { get; init; }
        public required Urgency Urgency { get; init; }
        public required string OwnerName { get; init; }
        public string? IssuedCode { get; init; }

        /// <summary>The current file: what an act must name as seen.</summary>
        public required string File { get; init; }
        public required string FileName { get; init; }

        /// <summary>Why the file could not go on its way, where it could not.</summary>
        public Wording? Problem { get; init; }
        public required IReadOnlyList<AllowedAct> Acts { get; init; }

        /// <summary>Whether the next act of this person is a signature with the key's PIN.</summary>
        public required bool NeedsPin { get; init; }
        public required IReadOnlyList<Asked> Tasks { get; init; }
        public required IReadOnlyList<Done> History { get; init; }
        public required IReadOnlyList<FileVersion> Files { get; init; }
        
        /// <summary>How each recipient's copy fares.</summary>
        public IReadOnlyList<CaseCopy> Deliveries { get; init; } = [];

        /// <summary>What its sender corrected since it came.</summary>
        public required IReadOnlyList<DocumentUpdated> Updates { get; init; }
    }

    public sealed record Asked(Guid TaskId, int Number, string AssignedTo, DateOnly DueOn);

    public sealed record Done
    {
        public required int Version { get; init; }
        public required string Kind { get; init; }
        public required string Step { get; init; }
        public required string ActorName { get; init; }
        public required string ActorTitle { get; init; }
        public required string Remark { get; init; }
        public required string SeenSha256 { get; init; }
        public string? NewSha256 { get; init; }
        public required DateTimeOffset At { get; init; }
    }

    public sealed record FileVersion
    {
        public required int Ordinal { get; init; }
        public required string Sha256 { get; init; }
        public required string Origin { get; init; }
        public required string ByName { get; init; }
        public required DateTimeOffset At { get; init; }
        public DateTimeOffset? DestroyedAt { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}", async (
            Guid id, Actor actor, IEnumerable<Room> rooms, Database database, Language language, CancellationToken stop) =>
            (await database.Read(session => Handle(id, actor, session, rooms), stop)).ToResult(language));
        routes.MapGet("/documents/{id:guid}/case", async (
            Guid id, Actor actor, IEnumerable<Room> rooms, Database database, Language language, CancellationToken stop) =>
            (await database.Read(session => ByDocument(id, actor, session, rooms), stop)).ToResult(language));
    }

    /// <summary>The case; what became of its letter is asked of the rooms.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, Actor actor, ReadSession session, IEnumerable<Room> rooms)
    {
        var found = await CaseBook.Read(session, id, actor);
        if (found.Refusal is { } refusal)
            return refusal;
        var copies = new List<CaseCopy>();
        foreach (var room in rooms)
            copies.AddRange(await room.CopiesOf(session, id));
        return await Draw(found.Answer, actor, session) with { Deliveries = copies };
    }

    public static async Task<Outcome<Answer>> ByDocument(
        Guid documentId, Actor actor, ReadSession session, IEnumerable<Room> rooms) =>
        await session.Find<Guid?>(CaseOfDocument, new { DocumentId = documentId }) is { } id
            ? await Handle(id, actor, session, rooms)
            : Refusals.Unknown;

    /// <summary>Where a case is read, by its own id or its document's.</summary>
    internal static async Task<string?> PageOf(ReadSession session, Guid subject) =>
        await session.Find<Guid?>(CaseOfSubject, new { Subject = subject }) is { } id ? $"/workflow/cases/{id}" : null;

    private static async Task<Answer> Draw(KeptCase kept, Actor actor, ReadSession session)
    {
        var (row, @case) = (kept.Row, kept.Case);
        var acts = CaseLaw.Allowed(@case, actor);
        return new Answer
        {
            CaseId = row.Id,
            DocumentId = row.DocumentId,
            Version = row.Version,
            Route = @case.Route.Title,
            Step = row.Step,
            StepTitle = @case.Route.TitleOf(row.Step),
            Ending = @case.Ending,
            ArrivalNumber = row.ArrivalNumber,
            Code = row.Code,
            IssuerName = row.IssuerName,
            TypeName = row.TypeName,
            Subject = row.Subject,
            Urgency = (Urgency)row.Urgency,
            OwnerName = row.OwnerName,
            IssuedCode = row.IssuedCode,
            File = row.FileSha256,
            FileName = row.FileName,
            Problem = row.ProblemVi is null ? null : new Wording(row.ProblemVi, row.ProblemEn!),
            Acts = acts,
            NeedsPin = acts.Any(act => @case.Signs(act.Kind)),
            Tasks = await AskedNow(kept.Open, session),
            History = await session.List<Done>(History, new { row.Id }),
            Files = await session.List<FileVersion>(Files, new { row.Id }),
            Updates = await CaseUpdates.Of(session, row.DocumentId),
        };
    }

    private static async Task<List<Asked>> AskedNow(IReadOnlyList<TaskRow> open, ReadSession session)
    {
        var asked = new List<Asked>();
        foreach (var task in open)
            asked.Add(new Asked(task.Id, task.Number, await PartyName.Of(session, task.ToParty()), task.DueOn));
        return asked;
    }

    private const string CaseOfDocument = """
        select id
        from workflow_case
        where document_id = @DocumentId
        """;

    private const string CaseOfSubject = """
        select id
        from workflow_case
        where id = @Subject
        union
        select id
        from workflow_case
        where document_id = @Subject
        """;

    private const string History = """
        select version, kind, step, actor_name, actor_title, remark, seen_sha256, new_sha256, at
        from workflow_act
        where case_id = @Id
        order by version
        """;

    private const string Files = """
        select ordinal, sha256, origin, by_name, at, destroyed_at
        from workflow_file
        where case_id = @Id
        order by ordinal
        """;
}
