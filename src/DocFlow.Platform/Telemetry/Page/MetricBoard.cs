using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace DocFlow.Platform.Telemetry.Page;

/// <summary>Adds up what the process measures, and writes it as Prometheus reads it (text format 0.0.4).</summary>
public sealed class MetricBoard : IDisposable
{
    /// <summary>Our meter, the runtime's and the web server's.</summary>
    public static IReadOnlyList<string> Meters { get; } = [Instruments.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting"];

    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _asking = new();

    /// <summary>Begins to listen.</summary>
    public MetricBoard()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, one => new MetricFamily(one)));
        };
        _listener.MeasurementsCompleted = (instrument, _) => _families.TryRemove(instrument, out MetricFamily? _);
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => ((MetricFamily)family!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((MetricFamily)family!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => ((MetricFamily)family!).Measure(value, tags));
        _listener.Start();
    }

    /// <summary>The page as it is now. Of two instruments of one name, such as two servers of a test, the first is shown.</summary>
    public string Write()
    {
        using var page = new StringWriter { NewLine = "\n" };
        lock (_asking)
        {
            foreach (var family in _families.Values)
                family.ForgetObserved();
            _listener.RecordObservableInstruments();
            foreach (var family in _families.Values.DistinctBy(one => one.Name).OrderBy(one => one.Name, StringComparer.Ordinal))
                family.Write(page);
        }

        return page.ToString();
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();
}
