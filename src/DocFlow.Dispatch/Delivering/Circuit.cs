using DocFlow.Dispatch.Transports;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// Whether anything is sent to a peer. After failures in a row nothing is for a while; then one packet of one process tries whether the
/// peer is back. It stands in the peer's row, so all processes go by the same.
/// </summary>
public static class Circuit
{
    /// <summary>Failures in a row after which nothing is sent for a while.</summary>
    public const int Patience = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // within this the packet that tries has its answer, or another may try
    private static readonly TimeSpan Trial = TimeSpan.FromMinutes(1);

    /// <summary>How many packets may be sent at once: none, one that tries, or as many as the caller wants.</summary>
    public static async Task<int> Allows(Session session, Peer peer, int wanted)
    {
        if (peer.OpenUntil is not { } until)
            return wanted;
        if (until > session.Now)
            return 0;
        var mine = await session.Execute(Try, new { peer.Code, Was = until, Until = session.Now + Trial });
        return mine == 1 ? 1 : 0;
    }

    /// <summary>The peer answered as an exchange does: it is there.</summary>
    public static Task Healthy(Session session, Peer peer) => peer.Failures == 0 && peer.OpenUntil is null
        ? Task.CompletedTask
        : session.Keep(Close, new { peer.Code });

    /// <summary>Its line failed once more, or it asks to be left alone for a while.</summary>
    public static async Task Failed(Session session, Peer peer, TransportFault fault)
    {
        var pause = DeliverySchedule.Spread(
            DeliverySchedule.Backoff(First, peer.Failures + 2 - Patience, Longest), Random.Shared.NextDouble());
        var until = session.Now + (fault.RetryAfter is { } asked && asked > pause && asked < Longest ? asked : pause);
        var asksForIt = fault.RetryAfter is null ? 0 : Patience;
        // what was under way beside the failure that opened it says nothing new
        await session.Execute(peer.OpenUntil is null ? Count + StillClosed : Count, new
        {
            peer.Code,
            Until = until,
            Patience = Patience - asksForIt,
            Why = MoveDelivery.Short(fault.ToString()),
        });
    }

    private const string Try = """
        update dispatch_peer
        set open_until = @Until
        where code = @Code and open_until = @Was
        """;

    private const string Close = """
        update dispatch_peer
        set failures = 0, open_until = null, last_error = null
        where code = @Code
        """;

    private const string Count = """
        update dispatch_peer
        set open_until = case when failures + 1 >= @Patience then @Until else open_until end,
            failures = failures + 1, last_error = @Why
        where code = @Code
        """;

    private const string StillClosed = " and open_until is null";
}
