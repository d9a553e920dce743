using System.Collections.Concurrent;
using DocFlow.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform;

/// <summary>
/// Keeps this process's leases: counts up the beat of each that it holds, takes what nobody holds, and takes over what has been silent.
/// Silence is measured by the watcher's own steady clock, so machines whose clocks differ cannot take a lease from each other. On a
/// graceful stop all are given back, and another process has them at its next beat.
/// </summary>
public sealed class Leases(Database database, TimeProvider clock, ILogger<Leases> log) : BackgroundService
{
    /// <summary>How often a holder says that it lives, and others look.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>How long a holder counts on its last beat; shorter than <see cref="Silence"/>.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromSeconds(6);

    /// <summary>How long a holder must have been silent before another takes over.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<string, Lease> _leases = [];
    private readonly Bell _wanted = new();
    private readonly string _me = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():N}";

    private sealed record LeaseRow
    {
        public required string Name { get; init; }

        public required string Holder { get; init; }

        public required long Beat { get; init; }
    }

    /// <summary>The names of those that this process holds now.</summary>
    public IReadOnlyList<string> Held => [.. _leases.Values.Where(lease => lease.IsHeld).Select(lease => lease.Name)];

    /// <summary>The lease of this name, which this process from now on tries to have.</summary>
    public Lease Named(string name)
    {
        var lease = _leases.GetOrAdd(name, wanted => new Lease(wanted, clock));
        _wanted.Ring();
        return lease;
    }

    /// <summary>With the bus in memory this process is the only one: whoever held a lease before it is gone.</summary>
    public static Task Forget(Database database, CancellationToken stop = default) =>
        database.Write(session => session.Execute(GiveAllBack, new { Nobody = "" }), stop);

    /// <summary>One beat: renews, takes and takes over.</summary>
    public async Task<bool> Beat(CancellationToken stop = default)
    {
        var begun = clock.GetTimestamp();
        var rows = (await database.Read(session => session.List<LeaseRow>(All), stop)).ToDictionary(row => row.Name);
        var wanted = _leases.Values.Where(lease => MayWrite(lease, rows.GetValueOrDefault(lease.Name)))
            .OrderBy(lease => lease.Name, StringComparer.Ordinal).ToList(); // in one order, so that two processes never wait crosswise
        if (wanted.Count == 0)
            return false;

        var written = await database.Write(session => Write(session, wanted, rows), stop);
        foreach (var lease in wanted)
        {
            // a beat that took longer than it is good for was nobody's
            if (written.TryGetValue(lease.Name, out var beat) && Good - clock.GetElapsedTime(begun) is { Ticks: > 0 } left)
                lease.Hold(_me, beat, left);
            else
                lease.Lose();
        }

        return false;
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var lease in _leases.Values)
            lease.Lose();
        try
        {
            await database.Write(session => session.Execute(GiveMineBack, new { Nobody = "", Me = _me }), cancellationToken);
        }
        catch (Exception away) when (away is DatabaseAway or OperationCanceledException)
        {
            log.LogInformation(away, "The leases could not be given back; others take them over when they have been silent for a while");
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _wanted.Dispose();
        foreach (var lease in _leases.Values)
            lease.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweeping.Run(Beat, _wanted, Pause, log, stoppingToken);

    private bool MayWrite(Lease lease, LeaseRow? row)
    {
        if (row is null || row.Holder.Length == 0 || row.Holder == _me)
            return true;
        lease.Lose();
        return lease.Silent(row.Holder, row.Beat) >= Silence;
    }

    // name and new beat of each that is now ours; a duplicate key runs this again, and then somebody else's beat is no longer the one seen
    private async Task<Dictionary<string, long>> Write(Session session, List<Lease> wanted, Dictionary<string, LeaseRow> rows)
    {
        var written = new Dictionary<string, long>();
        foreach (var name in wanted.Select(lease => lease.Name))
        {
            var row = rows.GetValueOrDefault(name);
            var now = new { Name = name, Me = _me, Was = row?.Holder, row?.Beat, session.Now };
            if (row is not null)
            {
                if (await session.Execute(row.Holder == _me ? Renew : TakeOver, now) > 0)
                    written[name] = row.Beat + 1;
            }
            else if (await session.Find<LeaseRow>(ByName, now) is null)
            {
                await session.Execute(Add, now);
                written[name] = 0;
            }
        }

        return written;
    }

    private const string All = """
        select name, holder, beat
        from platform_lease
        """;

    private const string ByName = """
        select name, holder, beat
        from platform_lease
        where name = @Name
        """;

    private const string Add = """
        insert into platform_lease (name, holder, beat, taken_at, beat_at)
        values (@Name, @Me, 0, @Now, @Now)
        """;

    private const string Renew = """
        update platform_lease
        set beat = beat + 1, beat_at = @Now
        where name = @Name and holder = @Me and beat = @Beat
        """;

    private const string TakeOver = """
        update platform_lease
        set holder = @Me, beat = beat + 1, taken_at = @Now, beat_at = @Now
        where name = @Name and holder = @Was and beat = @Beat
        """;

    private const string GiveMineBack = """
        update platform_lease
        set holder = @Nobody
        where holder = @Me
        """;

    private const string GiveAllBack = """
        update platform_lease
        set holder = @Nobody
        """;
}
