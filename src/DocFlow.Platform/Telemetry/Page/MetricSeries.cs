using System.Globalization;

namespace DocFlow.Platform.Telemetry.Page;

/// <summary>What an instrument's numbers mean to Prometheus.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One line of numbers: an instrument's measurements that share their labels.</summary>
internal sealed class MetricSeries(string labels, IReadOnlyList<double> bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[bounds.Count + 1];
    private double _value;
    private long _count;

    /// <summary>Adds to a counter.</summary>
    public void Add(double value)
    {
        lock (_gate)
            _value += value;
    }

    /// <summary>Takes the place of what a gauge showed.</summary>
    public void Set(double value)
    {
        lock (_gate)
            _value = value;
    }

    /// <summary>Counts a measurement into its bucket: the first whose bound is not below it.</summary>
    public void Record(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
            bucket++;
        lock (_gate)
        {
            _buckets[bucket]++;
            _value += value;
            _count++;
        }
    }

    /// <summary>Writes it as samples.</summary>
    public void Write(TextWriter page, string name, MetricKind kind)
    {
        lock (_gate)
        {
            if (kind == MetricKind.Histogram)
                WriteHistogram(page, name);
            else
                Sample(page, name, labels, _value);
        }
    }

    private void WriteHistogram(TextWriter page, string name)
    {
        var below = 0L;
        for (var i = 0; i < bounds.Count; i++)
        {
            below += _buckets[i];
            Sample(page, name + "_bucket", With($"le=\"{Number(bounds[i])}\""), below);
        }

        Sample(page, name + "_bucket", With("le=\"+Inf\""), _count);
        Sample(page, name + "_sum", labels, _value);
        Sample(page, name + "_count", labels, _count);
    }

    private string With(string label) => labels.Length == 0 ? label : $"{labels},{label}";

    private static void Sample(TextWriter page, string name, string labels, double value) =>
        page.Write(labels.Length == 0 ? $"{name} {Number(value)}\n" : $"{name}{{{labels}}} {Number(value)}\n");

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
