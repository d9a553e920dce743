using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Workflow.Book;

namespace DocFlow.Workflow;

/// <summary>What a document's sender corrected of it, as the case shows it.</summary>
internal static class CaseUpdates
{
    /// <summary>All of it, the earliest first.</summary>
    public static async Task<IReadOnlyList<DocumentUpdated>> Of(ReadSession session, Guid document) =>
        [.. (await session.List<string>(Said, new { Document = document })).Select(Read)];

    /// <summary>The row of a case that is opened now, as updates left it that came before it (messages come in any order).</summary>
    public static async Task<CaseRow> Ahead(Session session, CaseRow row)
    {
        var updates = await Of(session, row.DocumentId);
        await Begin(session, row.DocumentId);
        return updates.Count == 0 || row.Draft is not null
            ? row
            : row with { Subject = updates[^1].Now.Subject, Urgency = (int)updates[^1].Now.Urgency };
    }

    /// <summary>
    /// Whoever comes first, the case or an update, writes this line; two at the same moment cannot both, and the second looks again.
    /// </summary>
    public static async Task Begin(Session session, Guid document)
    {
        if (await session.One<long>(Begun, new { Document = document }) == 0)
            await session.Execute(AddFirst, new { Document = document, session.Now });
    }

    private static DocumentUpdated Read(string said) => JsonSerializer.Deserialize<DocumentUpdated>(said, MessageJson.Options)!;

    private const string Said = """
        select said
        from workflow_update
        where document_id = @Document and said is not null
        order by agreed_at, number
        """;

    private const string Begun = """
        select count(*)
        from workflow_update
        where document_id = @Document and number = 0
        """;

    private const string AddFirst = """
        insert into workflow_update (document_id, number, agreed_at)
        values (@Document, 0, @Now)
        """;
}
