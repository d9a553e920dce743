using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Dispatch.Delivering;

/// <summary>Intake's answer to a document's sender is queued as a status packet.</summary>
public sealed class AnswerSender(Database database, Subscriptions subscriptions, QueueStatus statuses)
    : OnceConsumer<SenderAnswered>(database, subscriptions)
{
    protected override Task Handle(SenderAnswered message, Session session) => statuses.Add(session, new StatusToSend
    {
        Id = message.AnswerId,
        FromCode = message.FromCode,
        ToCode = message.ToCode,
        ToName = message.ToName,
        ExchangeId = message.ExchangeId,
        Code = message.Code,
        IssuedOn = message.IssuedOn,
        Status = new StatusCode(message.Status),
        Description = message.Description,
        Department = message.Department,
        Staff = message.Staff,
        GivenAt = message.GivenAt,
    });
}
