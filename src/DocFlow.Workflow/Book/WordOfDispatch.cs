using DocFlow.Platform.Data;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow.Book;

/// <summary>What Dispatch did is a fact: the law says where it leads, and a refusal of it is a fault for an operator.</summary>
internal static class WordOfDispatch
{
    public static async Task Follow(Session session, Guid caseId, Act act, string clerk, Func<CaseRow, CaseRow> with)
    {
        var daysOff = await CaseBook.DaysOff(session);
        var kept = await CaseBook.Find(session, caseId)
            ?? throw new InvalidOperationException($"Dispatch spoke of a case that is not ours: {caseId}.");
        if (act.Kind == ActKind.Issue && kept.Row.IssuedCode == act.Remark)
            return; // told once more
        if (kept.Case.Ending == Ending.Recalled)
        {
            await NoteTooLate(session, with(kept.Row), act, clerk);
            return;
        }

        var said = act with { File = kept.Case.File };
        var move = CaseLaw.Decide(kept.Case, said, CaseLaw.Dispatch, CaseBook.MomentOf(session, await daysOff.Answer())).Answer;
        var deed = new Deed(said, CaseLaw.Dispatch with { FullName = clerk });
        _ = (await KeepMove.Keep(session, with(kept.Row), move, deed)).Answer;
    }

    // its sender took the submission back while the clerk was issuing: our own document is out, and the case says so
    private static async Task NoteTooLate(Session session, CaseRow row, Act act, string clerk)
    {
        if (act.Kind != ActKind.Issue)
            return;
        await session.Execute(NoteCode, row);
        await KeepMove.KeepFile(session, row.Id, act.NewFile!, (nameof(ActKind.Issue), clerk));
    }

    private const string NoteCode = """
        update workflow_case
        set issued_code = @IssuedCode
        where id = @Id
        """;
}
