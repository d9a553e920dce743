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

    /// <summary>Forgets them, and the bytes of those that ended while their process did; one round is enough.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        var before = TimeSpan.FromHours(options.UploadHours);
        await database.Write(session => session.Execute(Forget, new { Before = session.Now - before }), stop);
        // a file is never there before its row
        foreach (var id in files.All())
        {
            if (await database.Read(session => session.One<long>(Known, new { Id = id }), stop) == 0)
                files.Delete(id);
        }

        return false;
    }

    private const string Forget = """
        delete from dispatch_upload
        where changed_at < @Before
        """;

    private const string Known = """
        select count(*)
        from dispatch_upload
        where id = @Id
        """;
}
