using DocFlow.Platform.Data;
using DocFlow.Platform.Reconciling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Storage;

/// <summary>
/// Destroys the files that acts condemned: an act marks them in its transaction, and behind it their bytes go as soon as no row of any
/// room names them. What a crash, or a room that has not heard of it yet, kept alive is looked at again, later and later.
/// </summary>
public sealed class CondemnedFiles(
    Database database, IEnumerable<Room> rooms, ContentStore content, TimeProvider clock, ILogger<CondemnedFiles> log) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly List<Room> _rooms = [.. rooms];

    private sealed record FileRow
    {
        public required string Hash { get; init; }

        public required DateTimeOffset CondemnedAt { get; init; }

        public required DateTimeOffset DueAt { get; init; }
    }

    /// <summary>Looks at what is due; whether there may be more.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        var cut = new { Now = clock.GetUtcNow(), Offset = 0, Limit = Batch };
        var due = await database.Glance(session => session.List<FileRow>(Due, cut), stop);
        foreach (var file in due)
            await Destroy(file, stop);
        return due.Count == Batch;
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweeping.Run(Round, Interval, log, stoppingToken);

    private async Task Destroy(FileRow file, CancellationToken stop)
    {
        var owners = await database.Read(session => FileOwners.Of(_rooms, session, FilePart.Of(file.Hash)), stop);
        var named = owners.ContainsKey(file.Hash);
        if (!named)
            content.Destroy(file.Hash);
        await database.Write(session => session.Execute(named ? Wait : Mark, new
        {
            file.Hash,
            file.DueAt,
            session.Now,
            Next = session.Now + Interval + (session.Now - file.CondemnedAt), // each time twice as long
        }), stop);
    }

    private const string Due = """
        select hash, condemned_at, due_at
        from platform_condemned
        where destroyed_at is null and due_at <= @Now
        order by due_at
        {page}
        """;

    // condemned once more meanwhile, it is due again
    private const string Mark = """
        update platform_condemned
        set destroyed_at = @Now
        where hash = @Hash and due_at = @DueAt
        """;

    private const string Wait = """
        update platform_condemned
        set due_at = @Next
        where hash = @Hash and due_at = @DueAt
        """;
}
