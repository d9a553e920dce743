using DocFlow.Dispatch.Delivering;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Transports;

/// <summary>
/// One process at a time asks each polled peer what waits for us; each in a run of its own, so a peer that is slow holds up no other. Two
/// processes that do it at once do no harm: a packet is recorded once.
/// </summary>
public sealed class PollPeers(Database database, PollPeer poll, Leases leases, DeliveryOptions options, ILogger<PollPeers> log)
    : BackgroundService
{
    private readonly Dictionary<string, Task> _runs = [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Sweeping.RunAlone(leases.Named("poll-peers"), held => Round(held, stoppingToken), options.PollEvery, log, stoppingToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)Task.WhenAll(_runs.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Begins a run for each polled peer that has none; what broke an earlier one is met here.</summary>
    public async Task<bool> Round(CancellationToken held, CancellationToken stop)
    {
        foreach (var (code, run) in _runs.Where(one => one.Value.IsCompleted).ToList())
        {
            _runs.Remove(code);
            await run;
        }

        foreach (var peer in (await database.Read(Peer.All, held)).Where(peer => peer is { Active: true, Polled: true }))
        {
            if (!_runs.ContainsKey(peer.Code))
                _runs[peer.Code] = poll.Handle(peer, stop);
        }

        return false;
    }

    /// <summary>Waits for the runs under way.</summary>
    public Task Settled() => Task.WhenAll(_runs.Values);
}
