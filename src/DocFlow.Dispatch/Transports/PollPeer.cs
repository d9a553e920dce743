using System.Collections.Concurrent;
using DocFlow.Dispatch.Delivering;
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
    Database database, FetchPacket fetch, PeerLines lines, TimeProvider clock, ILogger<PollPeer> log)
{
    private static readonly TimeSpan RefusedFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BrokenFor = TimeSpan.FromSeconds(20);

    // what was refused, or broke off, is looked at again after a while, not at each round: it may be large, and others wait behind it
    private readonly ConcurrentDictionary<(string Peer, string DocId), DateTimeOffset> _later = [];

    public async Task Handle(Peer peer, CancellationToken stop)
    {
        var door = new RoomAct.Door(typeof(PollPeer).Assembly.GetName().Name!, nameof(PollPeer)) { Log = log };
        await RoomAct.Run(door, async () =>
        {
            // a document that cannot be had keeps no status back
            var documents = await Collect(peer, PacketKind.Document, stop);
            var statuses = documents.IsDown ? documents : await Collect(peer, PacketKind.Status, stop);
            var fault = documents.Why ?? statuses.Why;
            await database.Write(
                session => session.Keep(Polled, new { peer.Code, session.Now, Why = fault is null ? null : MoveDelivery.Short(fault) }),
                CancellationToken.None);
        });
    }

    // why something could not be had, or null; a line that is down is not tried packet after packet
    private async Task<(string? Why, bool IsDown)> Collect(Peer peer, PacketKind kind, CancellationToken stop)
    {
        var transport = lines.To(peer);
        var waiting = await transport.ListReceived(kind, stop);
        if (waiting.Fault is { } fault)
            return (fault.ToString(), fault.Code == TransportFault.NoAnswer);
        Forget();
        string? trouble = null;
        foreach (var packet in waiting.Value.Where(one => !_later.ContainsKey((peer.Code, one.DocId))))
        {
            var (why, isDown) = await Take(peer, transport, packet, stop);
            trouble = why ?? trouble;
            if (isDown || stop.IsCancellationRequested)
                return (trouble, isDown);
        }

        return (trouble, false);
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (packet, again) in _later.Where(one => one.Value <= now))
            _later.TryRemove(packet, out _);
    }

    private async Task<(string? Why, bool IsDown)> Take(Peer peer, ITransport transport, WaitingPacket packet, CancellationToken stop)
    {
        var taken = await fetch.Handle(transport, packet, peer, stop);
        if (taken.Fault is { } fault)
        {
            _later[(peer.Code, packet.DocId)] = clock.GetUtcNow() + BrokenFor;
            return (fault.ToString(), fault.Code == TransportFault.NoAnswer);
        }

        Seam.Reached("after-accept-before-acknowledge");
        var refusal = taken.Value.Refusal;
        if (refusal is not null)
        {
            _later[(peer.Code, packet.DocId)] = clock.GetUtcNow() + RefusedFor;
            NotTaken(packet.DocId, peer.Code, refusal.Code);
        }

        var word = refusal is null ? Acknowledgement.Done : Acknowledgement.Fail;
        var told = await transport.Acknowledge(packet.DocId, word, stop);
        return (refusal is null ? told.Fault?.ToString() : $"{packet.DocId}: {refusal.Vi}", told.Fault?.Code == TransportFault.NoAnswer);
    }

    [LoggerMessage(1, LogLevel.Warning, "The packet {DocId} of peer {Peer} is not taken: {Code}")]
    private partial void NotTaken(string docId, string peer, string code);

    private const string Polled = """
        update dispatch_peer
        set polled_at = @Now, poll_error = @Why
        where code = @Code
        """;
}
