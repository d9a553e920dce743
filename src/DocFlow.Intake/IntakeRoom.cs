using DocFlow.Intake.Screening;
using DocFlow.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Intake;

/// <summary>What the host composes of this service.</summary>
public static class IntakeRoom
{
    /// <summary>The room.</summary>
    public static Room Room { get; } = new("intake", typeof(IntakeRoom).Assembly)
    {
        Register = Register,
        Map = IntakeRoutes.Map,
        Consumers = [typeof(RecordHandover), typeof(RecordAnswer)],
        Sweeps = [typeof(SecretFiles)],
    };

    private static void Register(IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Intake").Get<IntakeOptions>() ?? new())
        .AddSingleton<ScreenFile>()
        .AddSingleton<SecretFiles>()
        .AddSingleton<ReceiveFile>()
        .AddSingleton<RegisterDocument>()
        .AddSingleton<DecideFile>()
        .AddSingleton<ReadFile>();
}
