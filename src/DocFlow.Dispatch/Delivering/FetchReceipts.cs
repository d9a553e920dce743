using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// The sweep that fetches receipts whose answer was lost: the recipient's own word showed that a packet arrived, so it is not sent again.
/// Only peers that have given a receipt are asked, later and later for two days; others do not know the question.
/// </summary>
public sealed class FetchReceipts(Database database, PeerLines lines, TimeProvider clock, ILogger<FetchReceipts> log)
    : BackgroundService
{
    private const int Batch = 16;
    private const string Lost = "state = 'sent' and peer_doc_id is null and peer_code = @Peer and sent_at > @Since";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClaimedFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private static readonly TimeSpan WorthIt = TimeSpan.FromDays(2);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweeping.Run(Round, Interval, log, stoppingToken);

    /// <summary>Asks each peer for what is due there; whether there may be more.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        var peers = (await database.Glance(Peer.All, stop)).Where(peer => peer is { Active: true, GivesReceipts: true });
        return (await Task.WhenAll(peers.Select(peer => Ask(peer, stop)))).Contains(true);
    }

    private async Task<bool> Ask(Peer peer, CancellationToken stop)
    {
        var due = new { Peer = peer.Code, Now = clock.GetUtcNow(), Since = clock.GetUtcNow() - WorthIt };
        if (await database.Glance(session => session.One<long>(CountDue, due), stop) == 0)
            return false;
        var claimed = await database.Write(session => Claim(session, peer), stop);
        await Task.WhenAll(claimed.Select(packet => Fetch(peer, packet, stop)));
        return claimed.Count == Batch;
    }

    private async Task Fetch(Peer peer, DuePacket packet, CancellationToken stop)
    {
        var answer = await lines.To(peer).GetReceipt(packet.PacketSha256, stop);
        await database.Write(
            session => answer.Fault is null
                ? MarkSent.Done(session, peer, (PeerQueue.Documents, packet), answer.Value)
                : Wait(session, packet), stop);
    }

    private static Task Wait(Session session, DuePacket packet)
    {
        var wait = DeliverySchedule.Spread(DeliverySchedule.Backoff(First, packet.Sends, Longest), Random.Shared.NextDouble());
        return session.Execute(Later, new { packet.Id, Due = session.Now + wait });
    }

    private static Task<IReadOnlyList<DuePacket>> Claim(Session session, Peer peer) => session.List<DuePacket>(
        session.Dialect.Claim(PeerQueue.Documents.Table, Lost, PeerQueue.Documents.Columns),
        new { Peer = peer.Code, session.Now, Until = session.Now + ClaimedFor, Since = session.Now - WorthIt, Limit = Batch });

    private const string CountDue = $"""
        select count(*)
        from dispatch_delivery
        where {Lost} and due_at <= @Now
        """;

    private const string Later = """
        update dispatch_delivery
        set due_at = @Due
        where id = @Id and peer_doc_id is null
        """;
}
