using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Telemetry.Page;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DocFlow.Host.Telemetry;

/// <summary>
/// Sends traces and metrics over OTLP for as long as the process runs; registered first, so that it stops last and the last batch goes
/// out. MassTransit's own source is left out: its events carry the texts of errors, which nothing can take out again.
/// </summary>
internal sealed class Exporting(TelemetryOptions options, string role) : IHostedService
{
    private const int Patience = 5_000;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateEmpty()
            .AddService(
                "docflow", serviceVersion: ProcessBeat.Version, serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}")
            .AddAttributes([new("docflow.role", role)]);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Ratio)))
            .AddSource(Instruments.Name, "Microsoft.AspNetCore", "System.Net.Http")
            .AddProcessor(new OnlyKnownTags())
            .AddOtlpExporter(otlp => Send(otlp, "v1/traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter([.. MetricBoard.Meters])
            .AddOtlpExporter(otlp => Send(otlp, "v1/metrics"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces?.Shutdown(Patience);
            _metrics?.Shutdown(Patience);
            _traces?.Dispose();
            _metrics?.Dispose();
        },
        CancellationToken.None);

    // OTLP's own ports: 4317 speaks gRPC, everything else HTTP with protobuf, each signal under its path
    private void Send(OtlpExporterOptions otlp, string signal)
    {
        var grpc = options.Otlp!.Port == 4317;
        otlp.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = grpc ? options.Otlp : new Uri(options.Otlp.AbsoluteUri.TrimEnd('/') + "/" + signal);
    }
}
