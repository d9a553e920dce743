using DocFlow.Platform.Archive;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Messaging.Stuck;
using DocFlow.Platform.Reconciling;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Platform;

/// <summary>Registers the mechanisms that know no document.</summary>
public static class PlatformSetup
{
    /// <summary>
    /// Adds them; <paramref name="all"/> are the rooms of the installation, <paramref name="running"/> those of this process.
    /// </summary>
    public static IServiceCollection AddPlatform(
        this IServiceCollection services, PlatformOptions options, IReadOnlyList<Room> all, IReadOnlyList<Room> running)
    {
        services.AddSingleton(options).AddSingleton(options.Data).AddSingleton(options.Bus);
        services.AddSingleton(new HouseClock(TimeProvider.System));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<HouseClock>());
        services.AddSingleton<KeepTime>().AddHostedService(provider => provider.GetRequiredService<KeepTime>());
        foreach (var room in all)
            services.AddSingleton(room);
        services.AddSingleton<OutboxSignal>().AddSingleton<Database>().AddSingleton<Migrations>();
        services.AddSingleton<Subscriptions>().AddSingleton<ContentStore>().AddSingleton<Once>().AddSingleton<Outbound>();
        services.ConfigureHttpJsonOptions(json => MessageJson.Configure(json.SerializerOptions));
        services.AddHttpContextAccessor().AddScoped<Language>();
        services.AddIdentity(options);
        services.AddBus(options.Bus, running);
        services.AddSingleton<Leases>().AddHostedService(provider => provider.GetRequiredService<Leases>());
        services.AddSingleton<ErrorQueues>().AddSingleton<OutboxPublisher>().AddHostedService<OutboxRelay>();
        services.AddSingleton<StoredFiles>().AddSingleton<Reconciler>().AddSingleton<MendFinding>().AddHostedService<ReconcileSweep>();
        services.AddSingleton<LaidAside>();
        services.AddSingleton<CondemnedFiles>().AddHostedService(provider => provider.GetRequiredService<CondemnedFiles>());
        services.AddPruning();
        services.AddSingleton<NodeKey>().AddSingleton<TrailSealer>();
        services.AddHostedService(provider => provider.GetRequiredService<TrailSealer>());
        services.AddArchive();
        return services;
    }

    private static void AddArchive(this IServiceCollection services) => services
        .AddSingleton<TakeSnapshot>().AddSingleton<TakeBackup>()
        .AddSingleton<CheckBackup>()
        .AddSingleton<RestoreRows>().AddSingleton<RestoreKeys>().AddSingleton<RestoreBackup>();
}
