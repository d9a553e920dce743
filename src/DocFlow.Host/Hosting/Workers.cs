using DocFlow.Platform;

namespace DocFlow.Host.Hosting;

/// <summary>
/// Everything of a process that works by itself: whatever was registered as a hosted service, started when the process opens and stopped
/// when it closes, all at once but for the leases, which are given back when nobody uses them any more.
/// </summary>
public sealed class Workers(IServiceProvider services, ILogger<Workers> log)
{
    private const string Key = "worker";
    private readonly List<IHostedService> _started = [];

    /// <summary>Holds all hosted services registered so far back until the process opens.</summary>
    public static void HoldBack(IServiceCollection services)
    {
        foreach (var worker in services.Where(one => one.ServiceType == typeof(IHostedService)).ToList())
        {
            services.Remove(worker);
            services.Add(worker switch
            {
                { ImplementationInstance: { } instance } => new ServiceDescriptor(typeof(IHostedService), Key, instance),
                { ImplementationFactory: { } make } => new(typeof(IHostedService), Key, (provider, _) => make(provider), worker.Lifetime),
                _ => new ServiceDescriptor(typeof(IHostedService), Key, worker.ImplementationType!, worker.Lifetime),
            });
        }
    }

    /// <summary>Starts them in the order of their registration; one that fails later ends the process, as the host would have.</summary>
    public async Task Start(Action end, CancellationToken stop)
    {
        foreach (var worker in services.GetKeyedServices<IHostedService>(Key))
        {
            await worker.StartAsync(stop);
            _started.Add(worker);
            if (worker is BackgroundService { ExecuteTask: { } running })
                _ = Watch(worker, running, end);
        }
    }

    /// <summary>Tells all to stop and waits until each has finished what it had in hand, or the time is over.</summary>
    public async Task Stop(CancellationToken cut)
    {
        await Task.WhenAll(_started.Where(worker => worker is not Leases).Select(worker => worker.StopAsync(cut)));
        await Task.WhenAll(_started.OfType<Leases>().Select(leases => leases.StopAsync(cut)));
    }

    private async Task Watch(IHostedService worker, Task running, Action end)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.Exception is not { } fault)
            return;
        log.LogCritical(fault, "{Worker} failed; the process ends so that it is started again", worker.GetType().Name);
        Environment.ExitCode = 1;
        end();
    }
}
