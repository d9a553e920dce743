using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>
/// Opens the case of a registered document: a submission with a draft enclosed goes to be reviewed, signed and issued, anything else to be
/// directed to a unit. A draft that cannot be signed becomes its registrar's task, with the reason.
/// </summary>
public sealed class OpenCase(Database database, Subscriptions subscriptions, ContentStore content)
    : OnceConsumer<DocumentRegistered>(database, subscriptions)
{
    private Outcome<StoredFile>? _laid;

    protected override bool Prepares => true;

    protected override async Task Prepare(DocumentRegistered message, CancellationToken stop)
    {
        if (message.Draft is not { } draft || !content.Has(FileOf(message).Sha256))
            return;
        await using var pdf = await content.Open(FileOf(message).Sha256, stop);
        _laid = await LayFields.Handle(pdf, RouteOf(message), draft.Print, content, stop);
    }

    protected override async Task Handle(DocumentRegistered message, Session session)
    {
        if (await session.One<long>(CaseOf, new { message.DocumentId }) > 0)
            return; // told once more, or its sender took it back before it came here
        if (message.Draft is not null && _laid is null)
            throw new InvalidOperationException($"The draft of document {message.DocumentId} is not in the content store.");

        var problem = _laid?.Refusal;
        var row = RowOf(message, session.Now) with { ProblemVi = problem?.Vi, ProblemEn = problem?.En };
        RoomAct.On(row.DocumentId, row.Id);
        if (message.SenderWaits)
            row = await CaseUpdates.Ahead(session, row);
        var by = (message.RegisteredBy.ToString(), message.RegisteredByName);
        await KeepMove.KeepFile(session, row.Id, row.FileSha256, ("Registered", message.RegisteredByName));
        if (_laid is { Refusal: null } laid)
        {
            row = row with { FileSha256 = laid.Answer.Sha256 };
            await KeepMove.KeepFile(session, row.Id, row.FileSha256, ("Fields", "DocFlow"));
        }

        var move = CaseLaw.Open(row.With([]), await CaseBook.Moment(session), fit: problem is null);
        await KeepMove.Open(session, row, move);
        var opened = new { CaseId = row.Id, Route = move.To.Route.Name, row.FileSha256, Problem = problem?.Code };
        await session.Record(message.DocumentId, "case-opened", by, opened);
    }

    private static EnclosedFile FileOf(DocumentRegistered message)
    {
        var purpose = message.Draft is null ? FilePurpose.Main : FilePurpose.Draft;
        return message.Files.First(file => file.Purpose == purpose);
    }

    private static Route RouteOf(DocumentRegistered message) =>
        message.Draft is null ? BuiltInRoutes.Incoming : BuiltInRoutes.IntakeToIssue;

    private static CaseRow RowOf(DocumentRegistered message, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        DocumentId = message.DocumentId,
        Version = 0,
        ArrivalYear = message.Year,
        ArrivalNumber = message.ArrivalNumber,
        Code = message.Code,
        IssuerName = message.IssuerName,
        TypeName = message.Draft?.TypeName ?? message.TypeName,
        Subject = message.Draft?.Subject ?? message.Subject,
        Urgency = (int)(message.Draft?.Urgency ?? message.Urgency),
        Owner = message.RegisteredBy,
        OwnerName = message.RegisteredByName,
        Draft = message.Draft is null ? null : JsonSerializer.Serialize(message.Draft, MessageJson.Options),
        Route = RouteOf(message).ToJson(),
        FileSha256 = FileOf(message).Sha256,
        FileName = FileOf(message).Name,
        LeadUnit = message.Draft?.DraftingUnitId,
        OpenedAt = now,
        SenderWaits = message.SenderWaits,
    };

    private const string CaseOf = """
        select count(*)
        from workflow_case
        where document_id = @DocumentId
        """;
}
