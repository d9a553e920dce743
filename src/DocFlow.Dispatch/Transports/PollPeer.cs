using System.Collections.Concurrent;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Exchange;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Transports;

/// <summary>
/// Collects what waits for us at one peer: fetched, stored, recorded, and only then acknowledged. Whatever ends in between, the packet
/// still waits there and is recorded once. What we cannot take stays there, marked "fail", with its reason in the log.
/// </summary>
public sealed partial class PollPeer(
    Database database, AcceptPacket accept, PeerLines lines, TimeProvider clock, ILogger<PollPeer> log)
{
    private const long Largest = 400_000_000;
    private static readonly TimeSpan RefusedFor = TimeSpan.FromMinutes(10);

    // what was refused is looked at again after a while, not at each round: it may be large
    private readonly ConcurrentDictionary<(string Peer, string DocId), DateTimeOffset> _refused = [];

    public async Task Handle(Peer peer, CancellationToken stop)
    {
        var door = new RoomAct.Door(typeof(PollPeer).Assembly.GetName().Name!, nameof(PollPeer)) { Log = log };
        await RoomAct.Run(door, async () =>
        {
            var fault = await Collect(peer, PacketKind.Document, stop) ?? await Collect(peer, PacketKind.Status, stop);
            await database.Write(
                session => session.Keep(Polled, new { peer.Code, session.Now, Why = fault is null ? null : MoveDelivery.Short(fault) }),
                CancellationToken.None);
        });
    }

    // why it came to nothing, or null
    private async Task<string?> Collect(Peer peer, PacketKind kind, CancellationToken stop)
    {
        var transport = lines.To(peer);
        var waiting = await transport.ListReceived(kind, stop);
        if (waiting.Fault is { } fault)
            return fault.ToString();
        string? trouble = null;
        foreach (var packet in waiting.Value.Where(one => IsNew(peer, one)).TakeWhile(_ => !stop.IsCancellationRequested))
            trouble = await Take(peer, transport, packet, stop) ?? trouble;
        return trouble;
    }

    private bool IsNew(Peer peer, WaitingPacket packet) =>
        !_refused.TryGetValue((peer.Code, packet.DocId), out var again) || again <= clock.GetUtcNow();

    private async Task<string?> Take(Peer peer, ITransport transport, WaitingPacket packet, CancellationToken stop)
    {
        var from = new PacketSource(peer.Code, peer.Name, PacketWay.Polled) { ForOthers = true };
        var taken = await transport.Get(
            packet.DocId, (coming, until) => accept.Handle(coming.Body, Largest, coming.Sha256, from, until), stop);
        if (taken.Fault is { } fault)
            return fault.ToString();
        Seam.Reached("after-accept-before-acknowledge");
        var refusal = taken.Value.Refusal;
        if (refusal is not null)
        {
            _refused[(peer.Code, packet.DocId)] = clock.GetUtcNow() + RefusedFor;
            NotTaken(packet.DocId, peer.Code, refusal.Code);
        }

        var word = refusal is null ? Acknowledgement.Done : Acknowledgement.Fail;
        var told = await transport.Acknowledge(packet.DocId, word, stop);
        return refusal is null ? told.Fault?.ToString() : $"{packet.DocId}: {refusal.Vi}";
    }

    [LoggerMessage(1, LogLevel.Warning, "The packet {DocId} of peer {Peer} is not taken: {Code}")]
    private partial void NotTaken(string docId, string peer, string code);

    private const string Polled = """
        update dispatch_peer
        set polled_at = @Now, poll_error = @Why
        where code = @Code
        """;
}
