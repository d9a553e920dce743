using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake.Packets;

/// <summary>
/// A new document came over the exchange, maybe in place of an earlier one: it comes to the clerk's desk with its files, and its sender is
/// told so (01). What is asked about an earlier one (recall, update, replacement) is <c>Recalling</c>'s.
/// </summary>
public sealed class TakeInPacket(Database database, Subscriptions subscriptions, OpenPacket packets)
    : OnceConsumer<PacketAccepted>(database, subscriptions)
{
    private OpenedPacket? _opened;

    protected override bool Prepares => true;

    protected override async Task Prepare(PacketAccepted message, CancellationToken stop)
    {
        if (message.Business is PacketBusiness.New or PacketBusiness.Replace)
            _opened = await packets.Handle(message.Sha256, stop);
    }

    protected override async Task Handle(PacketAccepted message, Session session)
    {
        if (_opened is null)
            return;
        if (!packets.Keeps(_opened))
            throw new InvalidOperationException($"A file of packet {message.PacketId} was destroyed while it was taken in.");
        await KeepPacket.Handle(message, _opened, session);
    }
}
