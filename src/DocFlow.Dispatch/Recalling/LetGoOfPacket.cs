using DocFlow.Contracts;
using DocFlow.Dispatch.Issuing;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// A received document was given back to its sender: the packet that brought it is let go of here too, unless another agency still collects
/// a copy of it; and a letter made of its draft is not issued any more, its reserved number is void.
/// </summary>
public sealed class LetGoOfPacket(Database database, Subscriptions subscriptions) : OnceConsumer<DocumentRecalled>(database, subscriptions)
{
    protected override async Task Handle(DocumentRecalled message, Session session)
    {
        foreach (var sha256 in message.Files)
        {
            if (await session.Execute(Drop, new { Sha256 = sha256, session.Now }) > 0)
                await session.Condemn(sha256, message.RequestId);
        }

        if (message.Arrival is { } arrival)
            await StopIssue(arrival.DocumentId, message, session);
    }

    private static async Task StopIssue(Guid document, DocumentRecalled message, Session session)
    {
        foreach (var @case in await session.List<Guid>(Waiting, new { Document = document }))
        {
            await session.Execute(NoLonger, new { Case = @case });
            await VoidNumber.OfCase(session, @case, message.Reason[..Math.Min(message.Reason.Length, 500)], By.System);
        }
    }

    private const string Drop = """
        update dispatch_packet
        set destroyed_at = @Now
        where sha256 = @Sha256 and destroyed_at is null and not exists (
            select 1
            from dispatch_packet_copy
            where dispatch_packet_copy.packet_id = dispatch_packet.id and dispatch_packet_copy.state <> 'done')
        """;

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
