using DocFlow.Contracts;
using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Messaging;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// A received document was given back to its sender: the packets that brought it are let go of here too, once no other agency has still to
/// collect a copy (a state secret at once); and a letter made of its draft is not issued any more, its reserved number is void.
/// </summary>
public sealed class LetGoOfPacket(Database database, Subscriptions subscriptions) : OnceConsumer<DocumentRecalled>(database, subscriptions)
{
    protected override async Task Handle(DocumentRecalled message, Session session)
    {
        foreach (var sha256 in message.Files)
        {
            if (await PacketRow.OfContent(session, sha256) is { } packet)
                await GiveBack(session, packet.Id, message);
        }

        if (message.Arrival is { } arrival)
            await StopIssue(arrival.DocumentId, message, session);
    }

    private static async Task GiveBack(Session session, Guid packet, DocumentRecalled message)
    {
        if (message.IsSecret)
            await PacketCopy.GiveBack(session, packet, recipient: null);
        else if (await Agency.Find(session) is { } us)
            foreach (var code in (await OurCodes.Of(session, us)).All)
                await PacketCopy.GiveBack(session, packet, code);
    }

    private static async Task StopIssue(Guid document, DocumentRecalled message, Session session)
    {
        foreach (var @case in await session.List<Guid>(Waiting, new { Document = document }))
        {
            await session.Execute(NoLonger, new { Case = @case });
            await VoidNumber.OfCase(session, @case, Shortened.Of(message.Reason, 500), By.System);
        }
    }

    private const string Waiting = """
        select case_id
        from dispatch_ready
        where document_id = @Document and state = 'waiting'
        """;

    private const string NoLonger = """
        update dispatch_ready
        set state = 'recalled'
        where case_id = @Case and state = 'waiting'
        """;
}
