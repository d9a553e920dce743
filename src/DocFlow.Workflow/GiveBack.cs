using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>
/// A received document was given back to its sender: an open case of it ends as recalled, its tasks vanish, and every version of its file
/// is let go of. What was issued by then is our own document and stays. Where the case is not open yet (messages come in any order), it is
/// opened and ended at once, so that nobody is asked to act on it any more.
/// </summary>
public sealed class GiveBack(Database database, Subscriptions subscriptions) : OnceConsumer<DocumentRecalled>(database, subscriptions)
{
    protected override async Task Handle(DocumentRecalled message, Session session)
    {
        if (message.Arrival is not { } arrival)
            return; // it was never registered, so there is no case

        var id = await session.Find<Guid?>(CaseOf, new { arrival.DocumentId });
        var kept = id is null ? await OpenEmpty(arrival, message, session) : (await CaseBook.Find(session, id.Value))!;
        RoomAct.On(kept.Row.DocumentId, kept.Row.Id);
        if (!kept.Case.Ended)
            await End(kept, message, session);
        await LetGo(kept, message, session);
    }

    private static async Task End(KeptCase kept, DocumentRecalled message, Session session)
    {
        var act = new Act { Kind = ActKind.Recall, File = kept.Case.File, Remark = message.Reason };
        var move = CaseLaw.Decide(kept.Case, act, CaseLaw.Intake, await CaseBook.Moment(session)).Answer;
        var deed = new Deed(act, CaseLaw.Intake with { FullName = message.AgreedByName });
        _ = (await KeepMove.Keep(session, kept.Row, move, deed)).Answer;
    }

    private static async Task LetGo(KeptCase kept, DocumentRecalled message, Session session)
    {
        var versions = await session.List<string>(Living, new { kept.Row.Id });
        var ours = kept.Case.Ending == Ending.Issued;
        foreach (var sha256 in versions.Distinct().Where(sha256 => !ours || message.Files.Contains(sha256)))
        {
            await session.Execute(Drop, new { kept.Row.Id, Sha256 = sha256, session.Now });
            await session.Condemn(sha256, kept.Row.DocumentId);
        }
    }

    private static async Task<KeptCase> OpenEmpty(RecalledArrival arrival, DocumentRecalled message, Session session)
    {
        var row = new CaseRow
        {
            Id = Guid.CreateVersion7(session.Now),
            DocumentId = arrival.DocumentId,
            Version = 0,
            ArrivalYear = arrival.Year,
            ArrivalNumber = arrival.ArrivalNumber,
            Code = message.Code,
            IssuerName = arrival.IssuerName,
            TypeName = arrival.TypeName,
            Subject = arrival.Subject,
            Urgency = (int)arrival.Urgency,
            Owner = arrival.RegisteredBy,
            OwnerName = arrival.RegisteredByName,
            Route = BuiltInRoutes.Incoming.ToJson(),
            FileSha256 = message.Files[0],
            FileName = "",
            OpenedAt = session.Now,
        };
        await KeepMove.Open(session, row, new Move(row.With([]), row.With([])));
        return new KeptCase(row, []);
    }

    private const string CaseOf = """
        select id
        from workflow_case
        where document_id = @DocumentId
        """;

    private const string Living = """
        select sha256
        from workflow_file
        where case_id = @Id and destroyed_at is null
        """;

    private const string Drop = """
        update workflow_file
        set destroyed_at = @Now
        where case_id = @Id and sha256 = @Sha256 and destroyed_at is null
        """;
}
