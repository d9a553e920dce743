using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Reconciling;

/// <summary>
/// Every few minutes one process looks around and mends what is safe; what a person must do it says in the log, once as long as it stands.
/// Should two do it at once, the second finds nothing left to mend.
/// </summary>
public sealed class ReconcileSweep(Reconciler reconciler, Leases leases, ILogger<ReconcileSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(3);
    private HashSet<(string, Guid?)> _told = [];

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweeping.RunAlone(leases.Named("reconcile"), Round, Interval, log, stoppingToken);

    /// <summary>One look around; false: the next one has time.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        var found = await reconciler.LookAround(stop);
        foreach (var finding in found)
            await Mend(finding, stop);
        _told = [.. found.Select(finding => (finding.Code, finding.Subject))];
        return false;
    }

    private async Task Mend(Finding finding, CancellationToken stop)
    {
        try
        {
            var healed = await reconciler.Heal(finding, By.System, stop);
            if (!healed && _told.Contains((finding.Code, finding.Subject)))
                return;
            // not its sentence: that of a failed message holds an error's text
            log.LogWarning("{Code} {Subject} since {Since:u}: {Done}",
                finding.Code, finding.Subject, finding.Since, healed ? "mended" : "not mended, see docflow reconcile");
        }
        catch (Exception fault) when (fault is not DatabaseAway && !stop.IsCancellationRequested)
        {
            // one that cannot be mended must not keep the others waiting
            log.LogError(fault, "{Code} {Subject} since {Since:u} could not be mended", finding.Code, finding.Subject, finding.Since);
        }
    }
}
