using DocFlow.Platform.Data;
using DocFlow.Platform.Reconciling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Storage;

/// <summary>
/// Destroys the files that acts condemned: an act marks them in its transaction, and behind it they leave the store as soon as no row of
/// any room names them. What a crash, or a room that has not heard of it yet, kept alive is looked at again, later and later.
/// <para>
/// A file leaves the store at once but is destroyed only a while later. Somebody may have put the same bytes just before, found them there
/// and stored nothing, and names them in a row that nobody sees yet. Such a row brings the file back from where it was laid aside at the
/// next round. Whoever takes long from storing a file to its row looks in the row's transaction whether the store <c>Keeps</c> it; so
/// none can come any more once the file has lain there for longer than such a transaction takes. A state secret is destroyed at once:
/// whoever puts it again is refused in any case.
/// </para>
/// </summary>
public sealed class CondemnedFiles(
    Database database, IEnumerable<Room> rooms, LaidAside aside, TimeProvider clock, ILogger<CondemnedFiles> log) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AcceptanceLasts = TimeSpan.FromMinutes(2);
    private readonly List<Room> _rooms = [.. rooms];

    private sealed record FileRow
    {
        public required string Hash { get; init; }

        public required DateTimeOffset CondemnedAt { get; init; }

        public required DateTimeOffset DueAt { get; init; }

        public bool? Secret { get; init; }
    }

    /// <summary>Looks at what lies aside and at what is due; whether there may be more.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var file in aside.All)
            await Finish(file, now, stop);
        var due = await database.Glance(session => session.List<FileRow>(Due, new { Now = now, Offset = 0, Limit = Batch }), stop);
        foreach (var file in due)
            await Take(file, stop);
        return due.Count == Batch;
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweeping.Run(Round, Interval, log, stoppingToken);

    // the time was taken before the look: who is not named now was put by nobody whose row is still to come
    private async Task Finish(AsideFile file, DateTimeOffset now, CancellationToken stop)
    {
        if (await IsNamed(file.Sha256, stop))
            aside.PutBack(file.Sha256);
        else if (file.Since + AcceptanceLasts <= now)
            aside.Destroy(file);
    }

    private async Task Take(FileRow file, CancellationToken stop)
    {
        var named = await IsNamed(file.Hash, stop);
        var waits = !named && aside.Lay(file.Hash, clock.GetUtcNow());
        if (waits && file.Secret == true)
            waits = !aside.Destroy(file.Hash);
        await database.Write(session => session.Execute(named || waits ? Wait : Mark, new
        {
            file.Hash,
            file.DueAt,
            session.Now,
            Next = session.Now + (waits ? AcceptanceLasts : Interval + (session.Now - file.CondemnedAt)), // each time twice as long
        }), stop);
    }

    private async Task<bool> IsNamed(string sha256, CancellationToken stop) =>
        (await database.Read(session => FileOwners.Of(_rooms, session, FilePart.Of(sha256)), stop)).ContainsKey(sha256);

    private const string Due = """
        select hash, condemned_at, due_at, secret
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
