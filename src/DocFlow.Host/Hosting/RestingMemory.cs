namespace DocFlow.Host.Hosting;

/// <summary>
/// A process that has had little to do for a while gives the memory of its busy hour back to the machine: other roles, the database and the
/// broker live there too. Once a rest: what is collected while nobody waits costs nobody time.
/// </summary>
public sealed class RestingMemory(TimeProvider clock) : BackgroundService
{
    private const long Little = 8 * 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Interval, clock);
        var images = new ImagePages();
        images.Look();
        await ticks.WaitForNextTickAsync(stoppingToken);
        images.LetGo(); // what only the start needed
        images.Look();
        var (before, given) = (GC.GetTotalAllocatedBytes(), false);
        while (await ticks.WaitForNextTickAsync(stoppingToken))
        {
            var now = GC.GetTotalAllocatedBytes();
            var rests = now - before < Little;
            if (rests && !given)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                NativeHeap.GiveBack();
                images.LetGo();
            }

            images.Look();
            (before, given) = (now, rests);
        }
    }
}
