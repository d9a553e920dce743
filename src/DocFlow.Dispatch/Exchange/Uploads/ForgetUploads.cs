using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Exchange.Uploads;

/// <summary>One process at a time forgets uploads that nobody continued for two days (setting Exchange:UploadHours).</summary>
public sealed class ForgetUploads(
    Database database, UploadFiles files, ExchangeOptions options, Leases leases, ILogger<ForgetUploads> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweeping.RunAlone(leases.Named("forget-uploads"), Round, Interval, log, stoppingToken);

    /// <summary>Forgets them; one round is enough.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        var before = TimeSpan.FromHours(options.UploadHours);
        var old = await database.Write(async session =>
        {
            var ids = await session.List<Guid>(Old, new { Before = session.Now - before });
            foreach (var id in ids)
                await session.Execute(Forget, new { Id = id });
            return ids;
        }, stop);
        foreach (var id in old)
            files.Delete(id);
        return false;
    }

    private const string Old = """
        select id
        from dispatch_upload
        where changed_at < @Before
        """;

    private const string Forget = """
        delete from dispatch_upload
        where id = @Id
        """;
}
