using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Keys;

namespace DocFlow.Dispatch.Issuing;

/// <summary>
/// Issues one letter in the two transactions of DESIGN.md §3: reserve number and date; fill, seal and store outside any transaction; then
/// make the reservation the issue. Whatever dies in between, the next request finds the reservation and goes on with the same number and
/// date.
/// </summary>
public sealed class IssueLetter(Database database, ReserveNumber reserve, SealLetter letter, CompleteIssue complete)
{
    /// <summary>What keeps the answer, in the last transaction.</summary>
    public delegate Task KeepAnswer(Session session, IssueDocument.Issued issued);

    public async Task<Outcome<IssueDocument.Issued>> Handle(
        IssueDocument.Item item, SealAtHand seal, Actor actor, KeepAnswer keep, CancellationToken stop)
    {
        var looked = await database.Read(session => Look(session, item), stop);
        if (looked.Refusal is { } refusal)
            return refusal;
        var (ready, keptBy, certificates) = looked.Answer;
        RoomAct.On(ready.Said.DocumentId, item.CaseId);
        if (await letter.Unfit(ready.FileSha256, certificates, stop) is { } unfit)
            return unfit;

        var reserved = await reserve.Handle(ready, keptBy, actor, stop);
        if (reserved.Refusal is { } overtaken)
            return overtaken;
        Seam.Reached("after-number-before-seal");

        var file = await letter.Seal(reserved.Answer, seal, stop);
        if (file.Refusal is { } unsealed)
            return unsealed;
        Seam.Reached("after-seal-before-commit");

        var done = new CompleteIssue.Sealed(reserved.Answer, file.Answer.Sha256, seal.Agency.Code, actor);
        return await database.Write(session => Complete(session, done, keep), stop);
    }

    private async Task<Outcome<IssueDocument.Issued>> Complete(Session session, CompleteIssue.Sealed done, KeepAnswer keep)
    {
        var issued = await complete.Handle(session, done);
        if (issued.Refusal is null)
            await keep(session, issued.Answer);
        return issued;
    }

    // the ready case as it was on screen, who keeps the file copy, and the certificates of whoever had to sign it
    private static async Task<Outcome<(ReadyCase Ready, string KeptBy, IReadOnlyCollection<string> Certificates)>> Look(
        ReadSession session, IssueDocument.Item item)
    {
        if (await ReadyCase.Find(session, item.CaseId) is not { } ready)
            return IssueRefusals.NotReady;
        if (ready.State == ReadyCase.Issued)
            return IssueRefusals.AlreadyIssued(await session.One<string>(CodeOfCase, new { item.CaseId }));
        if (ready.State != ReadyCase.Waiting)
            return IssueRefusals.NotReady;
        if (ready.FileSha256 != item.FileSha256)
            return IssueRefusals.Changed;

        var said = ready.Said;
        var unit = await Unit.Find(session, said.Draft.DraftingUnitId);
        var certificates = await SigningKey.ThumbprintsOf(session, said.Signatory.UserId);
        return (ready, unit is null ? "VT" : $"VT, {unit.Name}", certificates);
    }

    private const string CodeOfCase = """
        select code
        from dispatch_issue
        where case_id = @CaseId and state = 'issued' and voided_at is null
        """;
}
