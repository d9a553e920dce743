using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake.Recalling;

/// <summary>A sender asked with status 13 for its document: the request comes to the clerk's desk.</summary>
public sealed class NoteRecall(Database database, Subscriptions subscriptions) : OnceConsumer<RecallAsked>(database, subscriptions)
{
    protected override Task Handle(RecallAsked message, Session session) => new SenderRequest
    {
        Id = Guid.CreateVersion7(session.Now),
        PacketId = message.PacketId,
        Kind = PacketBusiness.Recall,
        FromCode = message.FromCode,
        FromName = message.FromName,
        ExchangeId = message.ExchangeId,
        Code = message.Code,
        Reason = message.Reason,
        AskedAt = message.AskedAt,
    }.Keep(session);
}
