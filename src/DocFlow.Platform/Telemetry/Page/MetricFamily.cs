using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace DocFlow.Platform.Telemetry.Page;

/// <summary>All series of one instrument.</summary>
internal sealed class MetricFamily
{
    // an instrument with more combinations of tags than this is a mistake; what is past it goes into one series
    private const int MostSeries = 2000;
    private const string Rest = "overflow=\"true\"";
    private static readonly double[] Usual = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<double> _bounds;
    private readonly Instrument _instrument;
    private readonly bool _adds;

    public MetricFamily(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        _instrument = instrument;
        Kind = KindOf(type);
        Name = MetricNames.Of(instrument.Name, instrument.Unit, Kind);
        _adds = type == typeof(Counter<>) || type == typeof(UpDownCounter<>);
        var advised = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries;
        _bounds = Kind == MetricKind.Histogram ? advised ?? Usual : [];
    }

    public string Name { get; }

    public MetricKind Kind { get; }

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = MetricNames.Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
            series = _series.GetOrAdd(_series.Count < MostSeries ? labels : Rest, key => new MetricSeries(key, _bounds));
        if (Kind == MetricKind.Histogram)
            series.Record(value);
        else if (_adds)
            series.Add(value);
        else
            series.Set(value);
    }

    /// <summary>An instrument that is asked shows what it shows now, not what it showed before.</summary>
    public void ForgetObserved()
    {
        if (_instrument.IsObservable)
            _series.Clear();
    }

    public void Write(TextWriter page)
    {
        if (_series.IsEmpty)
            return;
        page.Write($"# HELP {Name} {MetricNames.Help(_instrument.Description ?? _instrument.Name)}\n");
        page.Write($"# TYPE {Name} {Kind.ToString().ToLowerInvariant()}\n");
        foreach (var (_, series) in _series.OrderBy(one => one.Key, StringComparer.Ordinal))
            series.Write(page, Name, Kind);
    }

    private static MetricKind KindOf(Type type)
    {
        if (type == typeof(Histogram<>))
            return MetricKind.Histogram;
        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter : MetricKind.Gauge;
    }
}
