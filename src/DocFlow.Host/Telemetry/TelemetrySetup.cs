using DocFlow.Host.Hosting;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Telemetry.Page;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace DocFlow.Host.Telemetry;

/// <summary>Composes what operators see of a process; first of all registrations, so that it stops last.</summary>
internal static class TelemetrySetup
{
    // below every other source: DOCFLOW_LOGGING__LOGLEVEL__… says otherwise
    private static readonly Dictionary<string, string?> UsualLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        // each try to reach a broker that is away is a warning; the relay says once that it went and once that it is back
        ["Logging:LogLevel:MassTransit"] = "Error",
    };

    /// <summary>Logs, and, where they are asked for, traces and metrics.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be meant, with the reason.</exception>
    public static void AddTelemetry(this WebApplicationBuilder builder, ServeOptions serve, IReadOnlyList<Room> running)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = UsualLevels });
        builder.Logging.ClearProviders();
        if (!serve.Quiet)
            builder.Logging.AddLines(builder.Configuration["Log:Format"] ?? "text");

        builder.Services.AddHostedService(provider => new ProcessBeat(
            provider.GetRequiredService<Database>(), serve.Role, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ProcessBeat>>()));
        var options = TelemetryOptions.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        if (options.Otlp is not null)
            builder.Services.AddSingleton<IHostedService>(new Exporting(options, serve.Role));
        if (!string.IsNullOrEmpty(options.Token))
            builder.Services.AddSingleton<MetricBoard>();
        if (options.Measures)
            builder.Services.AddSingleton<QueueLengths>().AddHostedService(provider => GaugesOf(provider, running));
    }

    /// <summary>Maps /metrics, on every role.</summary>
    public static void MapTelemetry(this WebApplication app) =>
        MetricsPage.Map(app, app.Services.GetRequiredService<TelemetryOptions>().Token);

    private static Gauges GaugesOf(IServiceProvider provider, IReadOnlyList<Room> running)
    {
        T Get<T>() where T : notnull => provider.GetRequiredService<T>();
        return new Gauges(
            (Get<Database>(), Get<QueueLengths>(), Get<TimeProvider>()), (Get<ContentStore>(), Get<Leases>()),
            running, Get<ILogger<Gauges>>());
    }

    private static void AddLines(this ILoggingBuilder logging, string format)
    {
        if (!LineFormatter.Formats.Contains(format))
            throw new InvalidOperationException("DOCFLOW_LOG__FORMAT is text or json.");
        logging.AddConsole(console => console.FormatterName = LineFormatter.NameOf(format));
        logging.Services.AddSingleton<ConsoleFormatter>(new LineFormatter(format, TimeProvider.System));
    }
}
