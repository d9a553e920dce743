using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>
/// The sender of a received document corrected what it said of it: its case says so from now on, with old and new in the trail. What our
/// own draft in a submission says is ours and stays.
/// </summary>
public sealed class NoteUpdate(Database database, Subscriptions subscriptions) : OnceConsumer<DocumentUpdated>(database, subscriptions)
{
    protected override async Task Handle(DocumentUpdated message, Session session)
    {
        RoomAct.On(message.DocumentId);
        var update = new
        {
            message.DocumentId,
            message.Now.Subject,
            Urgency = (int)message.Now.Urgency,
            message.AgreedAt,
            Said = JsonSerializer.Serialize(message, MessageJson.Options),
        };
        if (await session.One<long>(CaseOf, update) == 0)
            await CaseUpdates.Begin(session, message.DocumentId);
        if (await session.One<long>(Later, update) == 0)
            await session.Execute(ChangeCase, update);
        await session.Execute(Add, update);
        var by = (CaseLaw.Intake.UserId.ToString(), message.AgreedByName);
        await session.Record(message.DocumentId, "case-updated", by, new { message.RequestId, message.Was, message.Now, message.Reason });
    }

    private const string CaseOf = """
        select count(*)
        from workflow_case
        where document_id = @DocumentId
        """;

    // messages come in any order: the last that was agreed to holds
    private const string Later = """
        select count(*)
        from workflow_update
        where document_id = @DocumentId and said is not null and agreed_at > @AgreedAt
        """;

    private const string ChangeCase = """
        update workflow_case
        set subject = @Subject, urgency = @Urgency
        where document_id = @DocumentId and draft is null
        """;

    private const string Add = """
        insert into workflow_update (document_id, number, said, agreed_at)
        values (
            @DocumentId, (select coalesce(max(number), 0) + 1 from workflow_update where document_id = @DocumentId), @Said, @AgreedAt)
        """;
}
