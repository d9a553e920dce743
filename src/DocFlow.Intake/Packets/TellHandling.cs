using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake.Packets;

/// <summary>Tells the sender of a document that came over the exchange that somebody handles it (05).</summary>
public sealed class TellHandling(Database database, Subscriptions subscriptions) : OnceConsumer<HandlingBegun>(database, subscriptions)
{
    protected override Task Handle(HandlingBegun message, Session session) =>
        TellSender.About(message.DocumentId, new TellSender.Word("05") { Department = message.Unit, Staff = message.ByName }, session);
}
