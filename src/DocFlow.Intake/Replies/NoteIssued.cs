using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake.Replies;

/// <summary>
/// Notes what we issued, so that a reply to it is recognised when it comes; where it answers an incoming document, that one's line in the
/// register gets its number.
/// </summary>
public sealed class NoteIssued(Database database, Subscriptions subscriptions) : OnceConsumer<DocumentIssued>(database, subscriptions)
{
    protected override async Task Handle(DocumentIssued message, Session session)
    {
        var drafts = await session.Ask<string?>(DraftOf, new { message.DocumentId });
        if (await session.One<long>(Known, new { message.IssueId }) > 0)
            return; // told once more
        await session.Keep(Add, new
        {
            message.IssueId,
            message.DocumentId,
            message.Code,
            CodeKey = DocumentCode.KeyOf(message.Code),
            message.IssuedOn.Year,
            message.IssuedOn,
        });
        var draft = (await drafts.Answer()).SingleOrDefault();
        var answered = draft is null ? null : JsonSerializer.Deserialize<OutgoingDraft>(draft, MessageJson.Options)!.Answers;
        if (answered is not null)
            await session.Keep(Answer, new { answered.DocumentId, message.Code });
    }

    private const string Known = """
        select count(*)
        from intake_issued
        where issue_id = @IssueId
        """;

    private const string Add = """
        insert into intake_issued (issue_id, document_id, code, code_key, year, issued_on)
        values (@IssueId, @DocumentId, @Code, @CodeKey, @Year, @IssuedOn)
        """;

    private const string DraftOf = """
        select draft
        from intake_document
        where id = @DocumentId
        """;

    private const string Answer = """
        update intake_document
        set answer_code = @Code
        where id = @DocumentId and answer_code is null
        """;
}
