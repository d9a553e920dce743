using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Workflow.Book;

namespace DocFlow.Workflow;

/// <summary>What the case of a received document made of it: where it stands, who has it on their desk, which versions there are.</summary>
internal static class CaseUses
{
    private sealed record CountRow
    {
        public required long Versions { get; init; }
        public required long Signed { get; init; }
    }

    public static async Task<IReadOnlyList<DocumentUse>> Of(ReadSession session, Guid documentId)
    {
        if (await session.Find<Guid?>(CaseOf, new { DocumentId = documentId }) is not { } id
            || await CaseBook.Find(session, id) is not { } kept)
            return [];
        return [Stage(kept), .. await Desks(kept, session), await Versions(kept, session)];
    }

    private static DocumentUse Stage(KeptCase kept)
    {
        var stage = kept.Case.Ended ? Words.Ended(kept.Case.Ending) : kept.Case.Route.TitleOf(kept.Row.Step);
        return new($"Hồ sơ: {stage.Vi}.", $"Case: {stage.En}.");
    }

    private static async Task<IReadOnlyList<DocumentUse>> Desks(KeptCase kept, ReadSession session)
    {
        var uses = new List<DocumentUse>();
        foreach (var task in kept.Open)
        {
            var whose = await PartyName.Of(session, task.ToParty());
            uses.Add(new($"Đang ở bàn của {whose}, hạn {task.DueOn:dd/MM/yyyy}.", $"On the desk of {whose}, due {task.DueOn:yyyy-MM-dd}."));
        }

        return uses;
    }

    private static async Task<DocumentUse> Versions(KeptCase kept, ReadSession session)
    {
        var count = await session.One<CountRow>(CountVersions, new { kept.Row.Id });
        return new(
            $"{count.Versions} bản của tệp, {count.Signed} bản đã ký.",
            $"{count.Versions} version(s) of its file, {count.Signed} signed.");
    }

    private const string CaseOf = """
        select id
        from workflow_case
        where document_id = @DocumentId
        """;

    private const string CountVersions = """
        select count(*) as versions, coalesce(sum(case when origin in ('Initial', 'Sign', 'Issue') then 1 else 0 end), 0) as signed
        from workflow_file
        where case_id = @Id
        """;
}
