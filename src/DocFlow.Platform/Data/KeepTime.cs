using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Data;

/// <summary>Sets the house's clock by the database's, at start and from then on every few seconds.</summary>
public sealed class KeepTime(Database database, HouseClock clock, ILogger<KeepTime> log) : BackgroundService
{
    /// <summary>How far a machine's clock may be from the database's before that is said.</summary>
    public static readonly TimeSpan WorthAWord = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private bool _told;

    /// <summary>Asks once.</summary>
    public async Task Ask(CancellationToken stop = default)
    {
        if (database.Dialect.Now is not { } now)
            return;

        var (asked, said, answered) = await database.Read(async session =>
        {
            var before = clock.GetTimestamp();
            return (before, await session.One<DateTimeOffset>(now), clock.GetTimestamp());
        }, stop);
        var off = clock.Set(said, asked, answered);
        if (off.Duration() > WorthAWord != _told)
            log.LogWarning("This machine's clock is {Seconds:0} s from the database's, which counts", off.TotalSeconds);
        _told = off.Duration() > WorthAWord;
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweeping.Run(async stop =>
    {
        await Ask(stop);
        return false;
    }, Interval, log, stoppingToken);
}
