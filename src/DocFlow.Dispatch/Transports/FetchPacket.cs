using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Exchange.Uploads;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Transports;

/// <summary>
/// Fetches a packet that waits at a peer and takes it in. A large one of which the peer says hash and length beforehand, as a DocFlow does,
/// is fetched in pieces and lies here meanwhile as an upload of that peer's (ADR 32): a line that is cut, or a process that ends, costs one
/// piece of it.
/// </summary>
public sealed class FetchPacket(Database database, AcceptPacket accept, UploadFiles files, ExchangeOptions options)
{
    /// <summary>What came of it: taken in, refused, or not to be had now.</summary>
    public async Task<TransportAnswer<Outcome<Accepted>>> Handle(
        ITransport line, WaitingPacket packet, Peer peer, CancellationToken stop)
    {
        var from = new PacketSource(peer.Code, peer.Name, PacketWay.Polled) { ForOthers = peer.TakesOthers == true };
        if (Large(packet) is { } large && await InPieces((line, packet.DocId), large, from, stop) is { } taken)
            return taken;
        return await line.Get(
            packet.DocId, (coming, until) => accept.Handle(coming.Body, options.LargestPacket, coming.Sha256, from, until), stop);
    }

    private StoredFile? Large(WaitingPacket packet) =>
        packet.Sha256 is { Length: 64 } sha256 && long.TryParse(packet.Length, out var length)
            && length > VxpPieces.Large && length <= options.LargestPacket
            ? new StoredFile(sha256.ToLowerInvariant(), length)
            : null;

    // null where the peer gives no pieces
    private async Task<TransportAnswer<Outcome<Accepted>>?> InPieces(
        (ITransport Line, string DocId) there, StoredFile packet, PacketSource from, CancellationToken stop)
    {
        if (await database.Read(session => UploadRow.IsHere(session, from.Code, packet), stop))
            return await accept.Handle(packet, from, stop);
        var upload = await database.Write(session => Begin(session, packet, from.Code), stop);
        for (var (tries, size) = (0, VxpPieces.LargestPiece); upload.Received < upload.Length;)
        {
            var piece = await Fetch(there, upload, (int)Math.Min(size, upload.Length - upload.Received), stop);
            if (piece.Fault is { } fault)
            {
                if (!fault.WorthAnotherTry || ++tries == VxpPieces.TriesWithoutProgress)
                    return fault;
                size = VxpPieces.Smaller(size);
                continue;
            }

            if (piece.Value is not { Length: > 0 } came || !await database.Write(session => upload.Advance(session, came.Length), stop))
                return null;
            (upload, tries) = (upload with { Received = upload.Received + came.Length }, 0);
        }

        return await TakeIn(upload, from, stop);
    }

    // what a restored backup does not have begins anew
    private async Task<UploadRow> Begin(Session session, StoredFile packet, string via)
    {
        if (await UploadRow.OfPacket(session, via, packet.Sha256) is { } begun)
        {
            if (begun.Length == packet.Length && (begun.Received == 0 || files.Has(begun.Id)))
                return begun;
            await begun.Forget(session);
        }

        var upload = new UploadRow
        {
            Id = Guid.CreateVersion7(session.Now),
            ViaCode = via,
            Sha256 = packet.Sha256,
            Length = packet.Length,
            Received = 0,
        };
        await upload.Keep(session);
        return upload;
    }

    private Task<TransportAnswer<StoredFile?>> Fetch(
        (ITransport Line, string DocId) there, UploadRow upload, int most, CancellationToken stop) =>
        there.Line.GetPiece(there.DocId, (upload.Received, most), async (coming, until) => coming.From == upload.Received
            ? await files.Write(upload.Id, upload.Received, (coming.Body, most), until)
            : null, stop);

    private async Task<Outcome<Accepted>> TakeIn(UploadRow upload, PacketSource from, CancellationToken stop)
    {
        Outcome<Accepted> accepted;
        await using (var packet = files.Open(upload.Id))
            accepted = await accept.Handle(packet, options.LargestPacket, upload.Sha256, from, stop);
        if (accepted.Refusal is { } refusal && FinishUpload.CanBeMended(refusal))
            return accepted;
        await database.Write(upload.Forget, CancellationToken.None);
        files.Delete(upload.Id);
        return accepted;
    }
}
