using DocFlow.Contracts;
using DocFlow.Intake.Registering;
using DocFlow.Intake.Replies;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake.Packets;

/// <summary>What registering a document that came over the exchange adds: all its files come along, and its sender is told 03.</summary>
internal static class PacketOnDesk
{
    /// <summary>
    /// The files as the clerk named them, and all others of the packet: the first is the document (a convention of the field), the rest are
    /// annexes.
    /// </summary>
    public static async Task<IReadOnlyList<FileChoice>> Files(Guid packet, IReadOnlyList<FileChoice> named, ReadSession session)
    {
        var own = await session.List<Guid>(FilesOf, new { Packet = packet });
        var main = own.Count == 0 || named.Any(choice => choice.Purpose == FilePurpose.Main) ? Guid.Empty : own[0];
        var rest = own.Where(file => named.All(choice => choice.FileId != file));
        return [.. named, .. rest.Select(file => new FileChoice(file, file == main ? FilePurpose.Main : FilePurpose.Annex))];
    }

    /// <summary>Takes it off the desk, in the transaction of its registration.</summary>
    public static async Task<Refusal?> Register(Guid packetId, RegisterDocument.Answer arrival, Session session, Actor actor)
    {
        if (await session.Execute(Take, new { Packet = packetId, arrival.DocumentId }) == 0)
            return Refusals.PacketNotWaiting;
        if (await PacketRow.Find(session, packetId) is not { } packet)
            return Refusals.UnknownPacket;
        var said = $"Đã vào sổ văn bản đến: số đến {arrival.ArrivalNumber}, ngày {Words.Day(arrival.ArrivedOn)}.";
        await TellSender.Of(packet, new TellSender.Word("03", said).Of(actor), session);
        if ((await PacketWords.Of(session, packetId)).Document is { } document)
            await IssuedDocument.Link(arrival.DocumentId, await FindIssued.Handle(document.Header, packet.ToCode, session), session);
        return null;
    }

    /// <summary>
    /// Its arrival number is void: it waits on the desk once more, to be registered anew or sent back, and its sender is told that too.
    /// </summary>
    public static async Task PutBack(Guid document, Session session, Actor actor)
    {
        foreach (var packet in await PacketRow.Of(session, document))
        {
            foreach (var file in await ListFiles.OfPacket(session, packet.Id))
            {
                var state = file.IsShown ? FileState.Ready : FileState.Unusable;
                await session.Execute(FreeFile, new { file.FileId, State = state.ToString() });
            }

            await session.Execute(WaitAgain, new { packet.Id });
            await session.Record(packet.Id, "put-back", actor, new { Document = document });
        }
    }

    private const string FilesOf = """
        select id
        from intake_file
        where packet_id = @Packet and state in ('Ready', 'Held', 'Unusable')
        order by position
        """;

    private const string FreeFile = """
        update intake_file
        set state = @State, document_id = null, purpose = null
        where id = @FileId and state = 'Registered'
        """;

    private const string WaitAgain = """
        update intake_packet
        set state = 'Waiting', document_id = null, answered = '01'
        where id = @Id and state = 'Registered'
        """;

    private const string Take = """
        update intake_packet
        set state = 'Registered', document_id = @DocumentId
        where id = @Packet and state = 'Waiting'
        """;
}
