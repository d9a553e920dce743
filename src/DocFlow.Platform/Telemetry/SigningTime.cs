using System.Diagnostics;

namespace DocFlow.Platform.Telemetry;

/// <summary>Measures the writing of one signature, from its making to its disposal.</summary>
/// <param name="key">"person" or "seal".</param>
public sealed class SigningTime(string key) : IDisposable
{
    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <inheritdoc />
    public void Dispose() =>
        Instruments.SigningDuration.Record(Stopwatch.GetElapsedTime(_begun).TotalSeconds, new KeyValuePair<string, object?>("key", key));
}
