using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow.Book;

/// <summary>What this service tells the others about a move, in the move's own transaction.</summary>
internal static class Announcements
{
    private sealed record SignerRow
    {
        public required Guid Actor { get; init; }
        public required string ActorName { get; init; }
        public required string ActorTitle { get; init; }
        public required string Step { get; init; }
    }

    public static async Task Assigned(Session session, CaseRow row, TaskRow task, bool toHandle) => await session.Publish(new TaskAssigned
    {
        TaskId = task.Id,
        CaseId = row.Id,
        DocumentId = row.DocumentId,
        AssignedTo = await PartyName.Of(session, task.ToParty()),
        Step = task.Step,
        ToHandle = toHandle,
        AssignedAt = session.Now,
        DueOn = task.DueOn,
    });

    public static Task Begun(Session session, CaseRow row, Actor actor) => session.Publish(new HandlingBegun
    {
        CaseId = row.Id,
        DocumentId = row.DocumentId,
        Unit = actor.Posts is [var post, ..] ? post.UnitName : null,
        ByName = actor.FullName,
        BegunAt = session.Now,
    });

    public static async Task Ready(Session session, CaseRow row)
    {
        var signer = (await session.List<SignerRow>(Signers, new { row.Id, Kind = nameof(ActKind.Sign) }))[0];
        await session.Publish(new CaseReadyToIssue
        {
            CaseId = row.Id,
            DocumentId = row.DocumentId,
            CaseVersion = row.Version,
            FileSha256 = row.FileSha256,
            FileName = row.FileName,
            Draft = row.Outgoing ?? throw new InvalidOperationException($"Case {row.Id} is ready to issue without a draft."),
            Signatory = new Signatory
            {
                UserId = signer.Actor,
                FullName = signer.ActorName,
                Position = signer.ActorTitle,
                Authority = AuthorityMark(Route.Parse(row.Route).Find(signer.Step)?.Authority),
            },
            ArrivalNumber = row.ArrivalNumber,
            ReadyAt = session.Now,
        });
    }

    public static Task Closed(Session session, CaseRow row, Ending ending) => session.Publish(new CaseClosed
    {
        CaseId = row.Id,
        DocumentId = row.DocumentId,
        Ending = ending switch
        {
            Ending.Issued => "issued",
            Ending.Refused => "refused",
            Ending.Withdrawn => "withdrawn",
            Ending.Recalled => "recalled",
            _ => "closed",
        },
        AnswerCode = row.IssuedCode,
        ClosedAt = session.Now,
    });

    private static string AuthorityMark(Authority? authority) => authority switch
    {
        Authority.Tm => "TM.",
        Authority.Kt => "KT.",
        Authority.Tl => "TL.",
        Authority.Tuq => "TUQ.",
        Authority.Q => "Q.",
        _ => "",
    };

    private const string Signers = """
        select actor, actor_name, actor_title, step
        from workflow_act
        where case_id = @Id and kind = @Kind
        order by version desc
        """;
}
