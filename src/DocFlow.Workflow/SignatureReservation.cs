using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>
/// What a signer set out to sign, written down before the key is touched: the same signer on the same version of the case resumes it
/// after a crash or a wrong PIN; a case that moved on voids it.
/// </summary>
internal sealed record SignatureReservation(Guid Id, Act Act, string Field, DateTimeOffset At, SigningKey Key)
{
    public sealed record Wish(Guid CaseId, string File, int? Task, string Remark);

    public static async Task<Outcome<SignatureReservation>> Take(Session session, Wish wish, Actor actor)
    {
        var mine = await SigningKey.AskOfPerson(session, actor.UserId);
        var found = await CaseBook.Read(session, wish.CaseId, actor);
        if (found.Refusal is { } unknown)
            return unknown;

        var @case = found.Answer.Case;
        var act = new Act
        {
            Kind = @case.At?.Kind == StepKind.Initial ? ActKind.Initial : ActKind.Sign,
            File = wish.File,
            Task = wish.Task,
            Remark = wish.Remark,
        };
        if (CaseLaw.Check(@case, act, actor) is { } refusal)
            return refusal;
        if (!@case.Signs(act.Kind))
            return Refusals.WithoutField;
        if ((await mine.Answer()).SingleOrDefault() is not { } key)
            return Refusals.NoKey;
        return await Reserve(session, @case, act, key);
    }

    public static Task Fulfil(Session session, Guid id, string signed) => session.Keep(MarkDone, new { Id = id, Signed = signed });

    /// <summary>It came to nothing.</summary>
    public static Task Void(Session session, Guid id) => session.Keep(VoidOne, new { Id = id });

    /// <summary>The case moves: what was reserved on an earlier version comes to nothing.</summary>
    public static Task VoidEarlier(Session session, Guid caseId) => session.Keep(VoidReserved, new { CaseId = caseId });

    private static async Task<SignatureReservation> Reserve(Session session, Case @case, Act act, SigningKey key)
    {
        var row = new
        {
            Id = Guid.CreateVersion7(session.Now),
            CaseId = @case.Id,
            @case.Version,
            Signer = key.OwnerId,
            Seen = act.File,
            Field = @case.At!.Field!.Name,
            session.Now,
        };
        if (await session.Execute(Resume, row) > 0)
            return new SignatureReservation(await session.One<Guid>(Find, row), act, row.Field, session.Now, key);
        await session.Keep(Add, row);
        return new SignatureReservation(row.Id, act, row.Field, session.Now, key);
    }

    private const string Resume = """
        update workflow_signature
        set reserved_at = @Now
        where case_id = @CaseId and case_version = @Version and signer = @Signer
        """;

    private const string Add = """
        insert into workflow_signature (id, case_id, case_version, signer, seen_sha256, field, reserved_at, state)
        values (@Id, @CaseId, @Version, @Signer, @Seen, @Field, @Now, 'reserved')
        """;

    private const string Find = """
        select id
        from workflow_signature
        where case_id = @CaseId and case_version = @Version and signer = @Signer
        """;

    private const string MarkDone = """
        update workflow_signature
        set state = 'done', signed_sha256 = @Signed, reason = null
        where id = @Id
        """;

    private const string VoidOne = """
        update workflow_signature
        set state = 'void', reason = 'case.changed'
        where id = @Id and state = 'reserved'
        """;

    private const string VoidReserved = """
        update workflow_signature
        set state = 'void', reason = 'case.changed'
        where case_id = @CaseId and state = 'reserved'
        """;
}
