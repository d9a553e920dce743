namespace DocFlow.Host.Telemetry;

/// <summary>What the operator wants to see, from DOCFLOW_TELEMETRY__*; by default nothing, and nothing is paid for.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Where traces and metrics are sent over OTLP (gRPC to port 4317, else HTTP); null: nowhere.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>The part of traces that is kept, from 0 to 1; a trace is kept whole or not at all.</summary>
    public double Ratio { get; init; } = 1;

    /// <summary>The bearer token of the page /metrics; null: there is no such page.</summary>
    public string? Token { get; init; }

    /// <summary>Whether anything is measured at all.</summary>
    public bool Measures => Otlp is not null || !string.IsNullOrEmpty(Token);

    /// <summary>Reads them; OTEL_EXPORTER_OTLP_ENDPOINT is taken too.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be meant, with the reason.</exception>
    public static TelemetryOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (options.Otlp is null && Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } standard)
            options = options with { Otlp = new Uri(standard) };
        if (options.Ratio is < 0 or > 1)
            throw new InvalidOperationException("DOCFLOW_TELEMETRY__RATIO is a number from 0 to 1.");
        if (options.Otlp is { Scheme: not ("http" or "https") })
            throw new InvalidOperationException("DOCFLOW_TELEMETRY__OTLP is an http:// or https:// address.");
        if (options.Token is { Length: < 16 })
            throw new InvalidOperationException("DOCFLOW_TELEMETRY__TOKEN has at least 16 characters.");
        return options;
    }
}
