using System.Reflection;
using DocFlow.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Telemetry;

/// <summary>A process as it last said that it lives, by its own clock.</summary>
public sealed record ProcessRow
{
    /// <summary>Machine and process id.</summary>
    public required string Id { get; init; }

    /// <summary>all, web, intake, workflow or dispatch.</summary>
    public required string Role { get; init; }

    /// <summary>The version of its code.</summary>
    public required string Version { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last said so.</summary>
    public required DateTimeOffset BeatAt { get; init; }
}

/// <summary>Says every few seconds that this process lives; a process that stops in good order takes its row away.</summary>
public sealed class ProcessBeat(Database database, string role, TimeProvider clock, ILogger<ProcessBeat> log) : BackgroundService
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);
    private readonly string _me = $"{Environment.MachineName}/{Environment.ProcessId}";
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    /// <summary>The version of this code.</summary>
    public static string Version { get; } =
        typeof(ProcessBeat).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>All that spoke within a day, by role.</summary>
    public static Task<IReadOnlyList<ProcessRow>> All(ReadSession session) => session.List<ProcessRow>(Every);

    /// <summary>Says it once.</summary>
    public Task<bool> Beat(CancellationToken stop) => database.Write(async session =>
    {
        var row = new { Id = _me, Role = role, Version, StartedAt = _startedAt, session.Now, Old = session.Now - Forgotten };
        if (await session.Execute(Update, row) == 0)
        {
            await session.Execute(Forget, row);
            await session.Execute(Add, row);
        }

        return false;
    }, stop);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await database.Write(session => session.Execute(Delete, new { Id = _me }), cancellationToken);
        }
        catch (Exception away) when (away is DatabaseAway or OperationCanceledException)
        {
            log.LogInformation(away, "The end of this process could not be noted; its row is forgotten after a day");
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweeping.Run(Beat, Interval, log, stoppingToken);

    private const string Every = """
        select id, role, version, started_at, beat_at
        from platform_process
        order by role, id
        """;

    private const string Update = """
        update platform_process
        set role = @Role, version = @Version, started_at = @StartedAt, beat_at = @Now
        where id = @Id
        """;

    private const string Forget = """
        delete from platform_process
        where beat_at < @Old
        """;

    private const string Add = """
        insert into platform_process (id, role, version, started_at, beat_at)
        values (@Id, @Role, @Version, @StartedAt, @Now)
        """;

    private const string Delete = """
        delete from platform_process
        where id = @Id
        """;
}
