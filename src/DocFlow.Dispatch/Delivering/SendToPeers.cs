using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// The sweep of packets that are due at peers. Each peer has a run of its own, so one that is slow or dead holds up nobody else's packets.
/// </summary>
public sealed class SendToPeers(
    Database database, SendToPeer send, TimeProvider clock, [FromKeyedServices(SendToPeers.Due)] Bell bell, ILogger<SendToPeers> log)
    : BackgroundService
{
    /// <summary>The key of the bell that is rung when a packet found its peer.</summary>
    public const string Due = "dispatch-peer-due";

    private const int MostRuns = 32;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Task> _runs = [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Sweeping.Run(stop => Round(stoppingToken), bell, Interval, log, stoppingToken);
        await ((Task)Task.WhenAll(_runs.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Begins a run for each peer where something is due and none is under way; what broke an earlier one is met here.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        foreach (var (peer, run) in _runs.Where(one => one.Value.IsCompleted).ToList())
        {
            _runs.Remove(peer);
            await run;
        }

        var now = new { Now = clock.GetUtcNow() };
        foreach (var peer in await database.Glance(session => session.List<string>(WithSomethingDue, now), CancellationToken.None))
        {
            if (_runs.Count < MostRuns && !_runs.ContainsKey(peer))
                _runs[peer] = send.Handle(peer, stop);
        }

        return false;
    }

    /// <summary>Waits for the runs under way.</summary>
    public Task Settled() => Task.WhenAll(_runs.Values);

    private const string WithSomethingDue = """
        select peer_code
        from dispatch_delivery
        where state = 'sending' and due_at <= @Now and peer_code is not null
        union
        select peer_code
        from dispatch_answer
        where state = 'sending' and due_at <= @Now and peer_code is not null
        """;
}
