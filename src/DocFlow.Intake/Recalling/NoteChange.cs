using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;

namespace DocFlow.Intake.Recalling;

/// <summary>
/// A sender asked with a document message (types 1, 2, 3) to give a document back, correct it or take this one for it: the request comes to
/// the clerk's desk, one for each document that is replaced.
/// </summary>
public sealed class NoteChange(Database database, Subscriptions subscriptions, ContentStore content)
    : OnceConsumer<PacketAccepted>(database, subscriptions)
{
    private DocumentPacket? _packet;

    protected override bool Prepares => true;

    protected override async Task Prepare(PacketAccepted message, CancellationToken stop)
    {
        if (message.Business == PacketBusiness.New)
            return;
        await using var file = await content.Open(message.Sha256, stop);
        _packet = PacketReader.Read(file, _ => Stream.Null, settings: null, stop).Document;
    }

    protected override async Task Handle(PacketAccepted message, Session session)
    {
        if (_packet is not { } packet)
            return; // a new document is TakeInPacket's
        foreach (var about in Documents(packet).Distinct(StringComparer.Ordinal))
            await RequestOf(message, packet, about, session).Keep(session);
    }

    // official recall samples repeat the header without naming the document again
    private static IEnumerable<string> Documents(DocumentPacket packet) => packet.Bussiness switch
    {
        { DocType: BussinessDocType.Replace } replace => replace.Replaces.Select(replaced => replaced.DocumentId),
        { DocumentId: { Length: > 0 } named } => [named],
        _ => [packet.Header.DocumentId],
    };

    private static SenderRequest RequestOf(PacketAccepted message, DocumentPacket packet, string about, Session session) => new()
    {
        Id = Guid.CreateVersion7(session.Now),
        PacketId = message.PacketId,
        Kind = message.Business,
        FromCode = message.FromCode,
        FromName = message.FromName,
        ExchangeId = about,
        Code = AnyDocumentId.Of(about).Code?.ToString() ?? message.Code,
        Reason = packet.Bussiness?.Reason ?? "",
        Change = message.Business == PacketBusiness.Recall ? null : RequestedChange.Of(packet).ToJson(),
        PacketSha256 = message.Sha256,
        AskedAt = message.AcceptedAt,
    };
}
