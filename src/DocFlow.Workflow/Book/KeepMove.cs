using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow.Book;

/// <summary>Who did what.</summary>
internal sealed record Deed(Act Act, Actor Actor);

/// <summary>Makes a lawful move true: by compare-and-set, with its history, its tasks, its messages and its trail, or not at all.</summary>
internal static class KeepMove
{
    /// <summary>Keeps what an act led to; refused when somebody else was faster.</summary>
    public static async Task<Outcome<Move>> Keep(Session session, CaseRow row, Move move, Deed deed)
    {
        var begins = row.SenderWaits && IsHandling(deed.Act.Kind);
        var next = row.At(move.To) with { ProblemVi = null, ProblemEn = null, SenderWaits = row.SenderWaits && !begins };
        var moved = await session.Count(MoveIfUnchanged, Parameters(next, move.From.Version, session.Now));
        var trail = await session.TrailOf(row.DocumentId);
        await SignatureReservation.VoidEarlier(session, row.Id);
        await KeepAct(session, move, deed);
        if (move.To.File != move.From.File)
            await KeepFile(session, row.Id, move.To.File, (OriginOf(deed.Act), deed.Actor.FullName));
        foreach (var task in move.Finished)
            await session.Keep(CloseTask, new { row.Id, task.Number, Outcome = OutcomeOf(task, move, deed), session.Now });
        if (begins)
            await Announcements.Begun(session, row, deed.Actor);
        await Ask(session, next, move);
        await Record(session, trail, move, deed);
        return await moved.Answer() == 0 ? Refusals.Changed : move;
    }

    /// <summary>Keeps a case that was just opened.</summary>
    public static async Task Open(Session session, CaseRow row, Move move)
    {
        var opened = row.At(move.To);
        await session.Keep(AddCase, Parameters(opened, 0, session.Now));
        await Ask(session, opened, move);
    }

    /// <summary>Adds a version to the history of the file.</summary>
    public static Task KeepFile(Session session, Guid caseId, string sha256, (string Origin, string By) from) =>
        session.Keep(AddFile, new { Id = caseId, Sha256 = sha256, from.Origin, from.By, session.Now });

    private static async Task Ask(Session session, CaseRow row, Move move)
    {
        foreach (var task in move.Opened)
        {
            var kept = TaskRow.Of(task, row.Id, session.Now);
            await session.Keep(AddTask, kept);
            if (!AtWork(move.From, move.From.Step))
                await Announcements.Assigned(session, row, kept, toHandle: AtWork(move.To, task.Step));
        }

        if (move.Readies)
            await Announcements.Ready(session, row);
        if (move.Ends)
            await Announcements.Closed(session, row, move.To.Ending);
    }

    // from the first desk that handles it a document goes on from desk to desk, and that concerns nobody outside
    private static bool AtWork(Case @case, string step) => @case.Route.Find(step)?.Kind is not (null or StepKind.Direct);

    // directing, handing on, returning and ending are about the document, not at it
    private static bool IsHandling(ActKind act) =>
        act is ActKind.Review or ActKind.Opine or ActKind.Initial or ActKind.Approve or ActKind.Sign;

    private static Task KeepAct(Session session, Move move, Deed deed)
    {
        var (act, actor) = deed;
        return session.Keep(AddAct, new
        {
            move.From.Id,
            move.To.Version,
            Kind = act.Kind.ToString(),
            move.From.Step,
            Actor = actor.UserId,
            ActorName = actor.FullName,
            ActorTitle = TitleOf(actor, move.Done),
            Remark = act.Remark.Trim(),
            Seen = act.File,
            New = move.To.File == move.From.File ? null : move.To.File,
            session.Now,
        });
    }

    private static Task Record(Session session, TrailEnd trail, Move move, Deed deed)
    {
        var (act, actor) = deed;
        return session.Record(trail, act.Kind.ToString().ToLowerInvariant(), actor, new
        {
            move.To.Version,
            Seen = act.File,
            Led = move.To.File,
            From = move.From.Step,
            To = move.To.Ended ? move.To.Ending.ToString() : move.To.Step,
            Remark = act.Remark.Trim(),
        });
    }

    // what goes on after a new file was sent is that file with its fields laid
    private static string OriginOf(Act act) => act.Kind == ActKind.Resubmit ? "Fields" : act.Kind.ToString();

    private static string OutcomeOf(CaseTask task, Move move, Deed deed) => task == move.Done ? deed.Act.Kind.ToString() : "Dropped";

    // the title of the post that the task asked for
    private static string TitleOf(Actor actor, CaseTask? task)
    {
        var asked = new Party { Role = task?.Party.Role, Unit = task?.Party.Unit };
        var post = actor.Posts.FirstOrDefault(post => asked.Suits(actor with { Posts = [post] }));
        return post?.Title ?? "";
    }

    private static object Parameters(CaseRow row, int from, DateTimeOffset now) => new
    {
        row.Id, row.DocumentId, row.ArrivalYear, row.ArrivalNumber, row.Code, row.IssuerName, row.TypeName, row.Subject, row.Urgency,
        row.Owner, row.OwnerName, row.Draft, row.Route, row.Version, row.Step, row.CameFrom, row.Ending, row.FileSha256, row.FileName,
        row.ProblemVi, row.ProblemEn, row.LeadUnit, row.Cooperating, row.TasksOpened, row.IssuedCode, row.OpenedAt,
        row.SenderWaits,
        From = from, Now = now,
    };

    private const string MoveIfUnchanged = """
        update workflow_case
        set version = @Version, step = @Step, came_from = @CameFrom, ending = @Ending, file_sha256 = @FileSha256,
            lead_unit = @LeadUnit, cooperating = @Cooperating, tasks_opened = @TasksOpened, problem_vi = @ProblemVi,
            problem_en = @ProblemEn, issued_code = @IssuedCode, sender_waits = @SenderWaits, changed_at = @Now
        where id = @Id and version = @From
        """;

    private const string AddCase = """
        insert into workflow_case (id, document_id, version, arrival_year, arrival_number, code, issuer_name, type_name, subject,
            urgency, owner, owner_name, draft, route, step, came_from, ending, file_sha256, file_name, problem_vi, problem_en, lead_unit,
            cooperating, tasks_opened, opened_at, changed_at, sender_waits)
        values (@Id, @DocumentId, @Version, @ArrivalYear, @ArrivalNumber, @Code, @IssuerName, @TypeName, @Subject,
            @Urgency, @Owner, @OwnerName, @Draft, @Route, @Step, @CameFrom, @Ending, @FileSha256, @FileName, @ProblemVi, @ProblemEn,
            @LeadUnit, @Cooperating, @TasksOpened, @OpenedAt, @Now, @SenderWaits)
        """;

    private const string AddTask = """
        insert into workflow_task (id, case_id, number, step, person, role, unit, due_on, opened_at)
        values (@Id, @CaseId, @Number, @Step, @Person, @Role, @Unit, @DueOn, @OpenedAt)
        """;

    private const string CloseTask = """
        update workflow_task
        set closed_at = @Now, outcome = @Outcome
        where case_id = @Id and number = @Number
        """;

    private const string AddAct = """
        insert into workflow_act (case_id, version, kind, step, actor, actor_name, actor_title, remark, seen_sha256, new_sha256, at)
        values (@Id, @Version, @Kind, @Step, @Actor, @ActorName, @ActorTitle, @Remark, @Seen, @New, @Now)
        """;

    private const string AddFile = """
        insert into workflow_file (case_id, ordinal, sha256, origin, by_name, at)
        values (@Id, (select coalesce(max(ordinal), 0) + 1 from workflow_file where case_id = @Id), @Sha256, @Origin, @By, @Now)
        """;
}
