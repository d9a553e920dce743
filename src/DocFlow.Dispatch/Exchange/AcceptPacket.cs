using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// The one way in for packets, whoever brings them and however: read whole and judged before anything is stored, stored before anything is
/// recorded, recorded before anything is answered. One transaction a packet; the same packet again gets the same answer.
/// </summary>
public sealed class AcceptPacket(Database database, ContentStore content)
{
    private sealed record Judged(PacketRead Packet, Addressees To);

    /// <summary>Takes a packet from its bytes as they stream in; of what is refused nothing was ever in the store.</summary>
    /// <param name="bytes">The edXML file.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="sha256">What it must hold; null where nobody said.</param>
    /// <param name="from">Who brings it.</param>
    /// <param name="stop">Stops before the packet is recorded.</param>
    public async Task<Outcome<Accepted>> Handle(Stream bytes, long limit, string? sha256, PacketSource from, CancellationToken stop)
    {
        Judged? judged = null;
        var stored = await content.Put(bytes, limit, async (file, received) =>
        {
            if (sha256 is not null && received.Sha256 != sha256)
                return Changed;
            var outcome = await Judge(file, received, from, stop);
            judged = outcome.Refusal is null ? outcome.Answer : null;
            return outcome.Refusal;
        }, stop);
        return stored.Refusal is { } refusal ? refusal : await database.Write(session => Take(session, judged!, from), stop);
    }

    /// <summary>Takes a packet that lies in the content store already.</summary>
    public async Task<Outcome<Accepted>> Handle(StoredFile packet, PacketSource from, CancellationToken stop)
    {
        await using var file = await content.Open(packet.Sha256, stop);
        var judged = await Judge(file, packet, from, stop);
        return judged.Refusal is { } refusal ? refusal : await database.Write(session => Take(session, judged.Answer, from), stop);
    }

    private async Task<Outcome<Judged>> Judge(Stream bytes, StoredFile file, PacketSource from, CancellationToken stop)
    {
        var read = PacketRead.Of(bytes, file, stop);
        if (read.Refusal is { } unreadable)
            return unreadable;
        var packet = read.Answer;
        if (!from.ForOthers && !string.Equals(packet.From.OrganId, from.Code, StringComparison.OrdinalIgnoreCase))
            return NotYours(packet.From.OrganId);
        var to = await database.Read(session => Addressees.Find(session, from.To ?? packet.To), stop);
        return to.Then(found => new Judged(packet, found));
    }

    private static async Task<Outcome<Accepted>> Take(Session session, Judged judged, PacketSource from)
    {
        if (from.Call is { } call && await ExchangeGate.TakeNonce(session, call) is { } replayed)
            return replayed;
        var (packet, to) = judged;
        var known = await PacketRow.OfContent(session, packet.File.Sha256);
        IReadOnlyList<string> before = known is null ? [] : await PacketRow.Recipients(session, known.Id);
        var row = known ?? await PacketRow.Add(session, packet, from);
        if (known is null)
            await Note(session, row, judged, from);
        if (to.Ours is { } ours && !before.Contains(ours) && await TakeOurs(session, row, judged, ours) is { } refused)
            return refused;
        foreach (var mailbox in to.Mailboxes.Except(before))
            await PacketCopy.Add(session, row, mailbox, PacketCopy.Initial);

        RecipientsOf(to, before, out var all, out var again);
        return new Accepted
        {
            PacketId = row.Id,
            Kind = row.Kind,
            FromCode = row.FromCode,
            ExchangeId = row.ExchangeId,
            Sha256 = row.Sha256,
            Length = row.Length,
            AcceptedAt = row.AcceptedAt,
            To = all,
            Again = again,
        };
    }

    private static void RecipientsOf(Addressees to, IReadOnlyList<string> before, out IReadOnlyList<string> all, out bool again)
    {
        IEnumerable<string> now = to.Ours is null ? to.Mailboxes : [to.Ours, .. to.Mailboxes];
        all = [.. before.Union(now)];
        again = all.Count == before.Count;
    }

    private static Task Note(Session session, PacketRow row, Judged judged, PacketSource from) =>
        session.Record(row.Id, "packet-accepted", (from.Code, from.Name), new
        {
            row.Kind,
            row.FromCode,
            row.ExchangeId,
            row.Sha256,
            from.Way,
            judged.To.Ours,
            Mailboxes = judged.To.Mailboxes.Take(20),
        });

    private static async Task<Refusal?> TakeOurs(Session session, PacketRow row, Judged judged, string ours)
    {
        var packet = judged.Packet;
        await PacketCopy.Add(session, row, ours, PacketCopy.Done);
        RoomAct.On(row.Id);
        if (packet.Document is not null)
            await session.Publish(Document(row, packet, ours));
        else if (packet.About!.StatusCode == StatusCode.RecallAsked)
            await session.Publish(Recall(row, packet));
        else
            return (await RecordStatus.Take(session, packet.About, row.Sha256, (packet.From.OrganId, packet.From.OrganName))).Refusal;
        return null;
    }

    private static PacketAccepted Document(PacketRow row, PacketRead packet, string ours) => new()
    {
        PacketId = row.Id,
        Sha256 = row.Sha256,
        Length = row.Length,
        Business = packet.Business!.Value,
        FromCode = row.FromCode,
        FromName = packet.From.OrganName,
        ToCode = ours,
        ExchangeId = row.ExchangeId,
        Code = packet.Code,
        Subject = packet.Subject,
        Urgency = packet.Urgency,
        AcceptedAt = row.AcceptedAt,
    };

    private static RecallAsked Recall(PacketRow row, PacketRead packet) => new()
    {
        PacketId = row.Id,
        FromCode = row.FromCode,
        FromName = packet.From.OrganName,
        ExchangeId = row.ExchangeId,
        Code = packet.Code,
        Reason = packet.About!.Description!,
        AskedAt = row.AcceptedAt,
    };

    private static Refusal NotYours(string code) => Refusal.Forbidden("packet.sender-unknown",
        $"Gói tin ghi cơ quan gửi {code}, không phải hệ thống đang gửi.",
        $"The packet says it is from {code}, which is not the system that brings it.");

    private static Refusal Changed { get; } = Refusal.Invalid("packet.hash-wrong",
        "Nội dung nhận được không khớp với mã băm SHA-256 đã ghi; hãy gửi lại.",
        "What was received does not have the SHA-256 that was said; send it again.");
}
