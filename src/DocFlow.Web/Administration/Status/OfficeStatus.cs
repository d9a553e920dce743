using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;
using MassTransit;

namespace DocFlow.Web.Administration.Status;

/// <summary>
/// The whole installation at one glance: from one look at the database, the bus, and the disk of this process. The database has no light:
/// while it is away there is no page, and every page says so.
/// </summary>
public sealed record OfficeStatus
{
    /// <summary>Who does what only one process may do at a time.</summary>
    public sealed record LeaseRow
    {
        /// <summary>What it is for.</summary>
        public required string Name { get; init; }

        /// <summary>Machine, process and a mark of this start; empty: nobody.</summary>
        public required string Holder { get; init; }

        /// <summary>When its holder last said that it lives.</summary>
        public required DateTimeOffset BeatAt { get; init; }
    }

    /// <summary>Each part with its light.</summary>
    public required IReadOnlyList<StatusPart> Parts { get; init; }

    /// <summary>Documents that want work, by room and stage.</summary>
    public required IReadOnlyList<(string Room, StageCount Stage)> Stages { get; init; }

    /// <summary>The processes.</summary>
    public required IReadOnlyList<ProcessRow> Processes { get; init; }

    /// <summary>The leases.</summary>
    public required IReadOnlyList<LeaseRow> Leases { get; init; }

    /// <summary>The public half of the node key, as recipients and inspectors keep it.</summary>
    public required string NodeKey { get; init; }

    /// <summary>Looks.</summary>
    public static async Task<OfficeStatus> Read(ReadSession session, IServiceProvider services, DateTimeOffset now)
    {
        T Get<T>() where T : notnull => (T)services.GetService(typeof(T))!;
        var backlog = await Backlog.Read(session, Get<IEnumerable<Room>>());
        var processes = await ProcessBeat.All(session);
        var unsealed = await session.One<StageCount>(Unsealed);
        return new OfficeStatus
        {
            Parts =
            [
                StatusLaw.Bus(Get<IBusControl>().CheckHealth().Status == BusHealthStatus.Healthy),
                StatusLaw.Space(Get<ContentStore>().Free),
                StatusLaw.Outbox(backlog.Outbox, now),
                StatusLaw.Failed(backlog.Failed),
                StatusLaw.Deliveries([.. backlog.Stages.Where(one => one.Room == "dispatch").Select(one => one.Stage)], now),
                StatusLaw.Trail(await TrailRoot.Latest(session), unsealed.Oldest, now),
                StatusLaw.Keys(await SigningKey.All(session), now),
                StatusLaw.Processes(processes, now, Get<HouseClock>().MachineAhead),
            ],
            Stages = backlog.Stages,
            Processes = processes,
            Leases = await session.List<LeaseRow>(AllLeases),
            NodeKey = Get<NodeKey>().Public,
        };
    }

    private const string Unsealed = """
        select 'unsealed' as stage, count(*) as count, min(at) as oldest
        from trail_entry
        where root_number is null
        """;

    private const string AllLeases = """
        select name, holder, beat_at
        from platform_lease
        order by name
        """;
}
