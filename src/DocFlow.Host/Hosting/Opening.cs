using System.Data.Common;
using System.Net.Sockets;
using DocFlow.Platform.Data;

namespace DocFlow.Host.Hosting;

/// <summary>How far a process has come: what it is waiting for, open, or stopping.</summary>
public enum Phase
{
    /// <summary>The database does not answer yet.</summary>
    WaitsForDatabase,

    /// <summary>The schema is older than this version needs; <c>docflow migrate</c> brings it up.</summary>
    WaitsForSchema,

    /// <summary>It works.</summary>
    Open,

    /// <summary>It takes nothing new and finishes what is in hand.</summary>
    Stopping,
}

/// <summary>
/// Opens a process and closes it again. HTTP answers from the first moment, so that health tells the truth; everything that works (bus,
/// relay, sweeps, leases) is started here, once the database answers and its schema fits, in whatever order the parts of an installation
/// came up. On a stop HTTP is drained first, then the workers finish what they have in hand, and leases go last.
/// </summary>
public sealed class Opening(
    Preparation preparation, Workers workers, ServeOptions serve, IHostApplicationLifetime life, ILogger<Opening> log)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SayAgain = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (string Why, long At) _said = ("", 0);

    /// <summary>Where it stands.</summary>
    public Phase Phase { get; private set; } = Phase.WaitsForDatabase;

    /// <summary>Ends when it is open; fails when it cannot work as it is configured.</summary>
    public Task Opened => _opened.Task;

    /// <summary>On a stop readiness says so first, for as long as a proxy needs to hear of it, while requests are still answered.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        Phase = Phase.Stopping;
        return Task.Delay(serve.Notice, cancellationToken);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await workers.Stop(cancellationToken);
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await Prepared(stoppingToken))
                await Task.Delay(Pause, stoppingToken);
            await workers.Start(life.StopApplication, stoppingToken);
            Phase = Phase.Open;
            _opened.SetResult();
        }
        catch (OperationCanceledException stopped) when (stoppingToken.IsCancellationRequested)
        {
            _opened.SetCanceled(stopped.CancellationToken);
        }
        catch (Exception impossible)
        {
            _opened.SetException(impossible);
            life.StopApplication();
        }
    }

    private async Task<bool> Prepared(CancellationToken stop)
    {
        try
        {
            if (await preparation.Run(stop) is not { } missing)
                return true;
            Phase = Phase.WaitsForSchema;
            Say($"Waiting for the schema: {missing} is not applied yet; run docflow migrate");
        }
        catch (Exception notYet) when (notYet is DatabaseAway or DbException or SocketException)
        {
            Phase = Phase.WaitsForDatabase;
            Say("Waiting for the database", notYet);
        }

        return false;
    }

    private void Say(string why, Exception? because = null)
    {
        var now = TimeProvider.System.GetTimestamp();
        if (_said.Why == why && TimeProvider.System.GetElapsedTime(_said.At, now) < SayAgain)
            return;
        _said = (why, now);
        log.LogWarning(because, "{Why}", why);
    }
}
