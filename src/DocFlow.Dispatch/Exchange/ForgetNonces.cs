using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// One process at a time forgets nonces of calls that are too old to be let in, whatever their nonce; so no call does it on its way.
/// </summary>
public sealed class ForgetNonces(Database database, Leases leases, ILogger<ForgetNonces> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweeping.RunAlone(leases.Named("forget-nonces"), Round, Interval, log, stoppingToken);

    /// <summary>Forgets them; one round is enough.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        await database.Write(session => session.Execute(Forget, new { session.Now }), stop);
        return false;
    }

    private const string Forget = """
        delete from dispatch_nonce
        where expires_at < @Now
        """;
}
