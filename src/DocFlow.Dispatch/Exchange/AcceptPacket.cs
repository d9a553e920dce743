using DocFlow.Contracts;
using DocFlow.Dispatch.Proof;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// The one way in for packets, whoever brings them and however: read whole and judged before anything is stored, stored before anything is
/// recorded, recorded before anything is answered. One transaction a packet; the same packet again gets the same answer.
/// </summary>
public sealed class AcceptPacket(Database database, ContentStore content, JudgePacket judge, NodeKey key)
{
    /// <summary>The most recipients that may be named beside a packet.</summary>
    public const int MostRecipients = 5_000;

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
            if ((sha256 ?? received.Sha256) != received.Sha256 || bytes is PartStream { WasCut: true })
                return Cut;
            var outcome = await judge.Handle(file, received, from, stop);
            judged = outcome.Refusal is null ? outcome.Answer : null;
            return outcome.Refusal;
        }, stop);
        return stored.Refusal is { } refusal ? refusal : await Record(judged!, from, NothingElse, stop);
    }

    /// <summary>Takes a packet that lies in the content store already.</summary>
    public Task<Outcome<Accepted>> Handle(StoredFile packet, PacketSource from, CancellationToken stop) =>
        Handle(packet, from, NothingElse, stop);

    /// <summary>The same in one transaction with what its writer keeps of it; what that refuses is not taken.</summary>
    public async Task<Outcome<Accepted>> Handle(
        StoredFile packet, PacketSource from, Func<Session, Task<Refusal?>> keep, CancellationToken stop)
    {
        await using var file = await content.Open(packet.Sha256, stop);
        var judged = await judge.Handle(file, packet, from, stop);
        return judged.Refusal is { } refusal ? refusal : await Record(judged.Answer, from, keep, stop);
    }

    private Task<Outcome<Accepted>> Record(Judged judged, PacketSource from, Func<Session, Task<Refusal?>> keep, CancellationToken stop)
    {
        var receipt = Receipt.Sign(judged.Says, key);
        return database.Write(async session =>
        {
            if (await keep(session) is { } refused)
                return refused;
            return content.Keeps(judged.Packet.File.Sha256) ? await Take(session, judged, receipt, from) : Condemning.Vanished;
        }, stop);
    }

    private static Task<Refusal?> NothingElse(Session session) => Task.FromResult<Refusal?>(null);

    private static async Task<Outcome<Accepted>> Take(Session session, Judged judged, Receipt receipt, PacketSource from)
    {
        if (from.Call is { } call && await ExchangeGate.TakeNonce(session, call) is { } replayed)
            return replayed;
        var known = await PacketRow.OfContent(session, judged.Packet.File.Sha256);
        IReadOnlyList<string> before = known is null ? [] : await PacketRow.Recipients(session, known.Id);
        var row = known ?? await Add(session, judged, receipt, from);
        if (known?.DestroyedAt is not null)
            await ComesAgain(session, row, forOthers: judged.To.All.Except(before).Any());
        if (judged.To.Ours is { } ours && !before.Contains(ours) && await TakeOurs(session, row, judged, ours) is { } refused)
            return refused;
        foreach (var mailbox in judged.To.Mailboxes.Except(before))
            await PacketCopy.Add(session, row, mailbox, PacketCopy.Initial);
        if (known is null && judged.Packet.About?.StatusCode == StatusCode.ChangeAgreed)
            await RelayedRecall.Agreed(session, judged.Packet);

        string[] all = [.. before.Union(judged.To.All)];
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
            Again = all.Length == before.Count,
            Receipt = known is null ? receipt : await GiveReceipt.Again(session, row.Id),
        };
    }

    // given back by all who had it: its bytes go once more, unless somebody else is to have it now
    private static Task ComesAgain(Session session, PacketRow row, bool forOthers) =>
        forOthers ? row.KeepAgain(session) : session.Condemn(row.Sha256, row.Id);

    private static async Task<PacketRow> Add(Session session, Judged judged, Receipt receipt, PacketSource from)
    {
        var row = await PacketRow.Add(session, judged, from);
        await GiveReceipt.Keep(session, judged.Says, receipt);
        await session.Record(row.Id, "packet-accepted", (from.Code, from.Name), new
        {
            row.Kind,
            row.FromCode,
            row.ExchangeId,
            row.Sha256,
            from.Way,
            judged.To.Ours,
            Mailboxes = judged.To.Mailboxes.Take(20),
        });
        return row;
    }

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
            return await RecordStatus.Take(session, packet.About, row.Sha256, (packet.From.OrganId, packet.From.OrganName));
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

    internal static Refusal Cut { get; } = Refusal.Unavailable("packet.cut",
        "Nội dung nhận được không khớp với mã băm SHA-256 đã ghi: gói tin bị cắt hoặc bị đổi trên đường truyền; hãy gửi lại.",
        "What was received does not have the SHA-256 that was said: the packet was cut or changed on its way; send it again.");
}
