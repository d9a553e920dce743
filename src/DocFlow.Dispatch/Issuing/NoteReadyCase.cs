using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Dispatch.Issuing;

/// <summary>
/// A case became ready: it waits for a clerk with the seal. A newer readiness of the same case replaces the older, one that comes late
/// changes nothing.
/// </summary>
public sealed class NoteReadyCase(Database database, Subscriptions subscriptions) : OnceConsumer<CaseReadyToIssue>(database, subscriptions)
{
    private const string Reason = "Hồ sơ đã có bản ký mới";

    protected override async Task Handle(CaseReadyToIssue message, Session session)
    {
        var before = await ReadyCase.Find(session, message.CaseId);
        if (before?.CaseVersion >= message.CaseVersion)
            return;

        if (before is not null)
        {
            await before.Move(session, ReadyCase.Replaced);
            await VoidNumber.OfCase(session, message.CaseId, Reason, ("system", "DocFlow"));
        }

        await session.Keep(Add, new
        {
            message.CaseId,
            message.CaseVersion,
            message.DocumentId,
            State = ReadyCase.Waiting,
            message.FileSha256,
            Urgency = (int)message.Draft.Urgency,
            message.ReadyAt,
            Body = JsonSerializer.Serialize(message, MessageJson.Options),
        });
    }

    private const string Add = """
        insert into dispatch_ready (case_id, case_version, document_id, state, file_sha256, urgency, ready_at, body)
        values (@CaseId, @CaseVersion, @DocumentId, @State, @FileSha256, @Urgency, @ReadyAt, @Body)
        """;
}
