using System.Diagnostics.Metrics;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Telemetry.Page;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Telemetry;

[NonParallelizable]
public sealed class MetricBoardTests
{
    private Meter _meter = null!;
    private MetricBoard _board = null!;

    [SetUp]
    public void Open() => (_meter, _board) = (new Meter(Instruments.Name), new MetricBoard());

    [TearDown]
    public void Close()
    {
        _board.Dispose();
        _meter.Dispose();
    }

    [Test]
    public void A_counter_adds_up_by_its_tags_in_whatever_order_they_come()
    {
        var counter = _meter.CreateCounter<long>("test.papers", "{paper}", "Papers.");

        counter.Add(2, new("room", "intake"), new("kind", "in"));
        counter.Add(3, new("kind", "in"), new("room", "intake"));
        counter.Add(1, new("kind", "out"), new("room", "dispatch"));

        Assert.That(Lines("test_papers"), Is.EqualTo(new[]
        {
            "# HELP test_papers_total Papers.",
            "# TYPE test_papers_total counter",
            "test_papers_total{kind=\"in\",room=\"intake\"} 5",
            "test_papers_total{kind=\"out\",room=\"dispatch\"} 1",
        }));
    }

    [Test]
    public void A_histogram_counts_each_measurement_in_every_bucket_that_is_not_below_it()
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] };
        var histogram = _meter.CreateHistogram("test.time", "s", "Time.", advice: advice);

        foreach (var seconds in new[] { 0.1, 0.5, 7 })
            histogram.Record(seconds);

        Assert.That(Lines("test_time").Skip(1), Is.EqualTo(new[]
        {
            "# TYPE test_time_seconds histogram",
            "test_time_seconds_bucket{le=\"0.1\"} 1",
            "test_time_seconds_bucket{le=\"1\"} 2",
            "test_time_seconds_bucket{le=\"+Inf\"} 3",
            "test_time_seconds_sum 7.6",
            "test_time_seconds_count 3",
        }));
    }

    [Test]
    public void A_gauge_shows_what_is_and_not_what_was()
    {
        IEnumerable<Measurement<long>> seen = [new(4, new KeyValuePair<string, object?>("stage", "review"))];
        _meter.CreateObservableGauge("test.stage", () => seen, "By", "Stages.");
        _board.Write();

        seen = [new(5, new KeyValuePair<string, object?>("stage", "sign"))];

        Assert.That(Lines("test_stage").Skip(2), Is.EqualTo(new[] { "test_stage_bytes{stage=\"sign\"} 5" }));
    }

    [Test]
    public void Whatever_a_label_holds_stays_inside_its_quotes()
    {
        _meter.CreateCounter<long>("test.quotes", null, "A \\ and\na line.").Add(1, new KeyValuePair<string, object?>("a b", "\"x\"\n\\"));

        Assert.That(Lines("test_quotes"), Is.EqualTo(new[]
        {
            "# HELP test_quotes_total A \\\\ and\\na line.",
            "# TYPE test_quotes_total counter",
            "test_quotes_total{a_b=\"\\\"x\\\"\\n\\\\\"} 1",
        }));
    }

    [Test]
    public void Prometheus_own_tool_finds_nothing_wrong_with_the_page()
    {
        Instruments.ActDuration.Record(0.2, new("room", "DocFlow.Intake"), new("act", "POST /intake/files"), new("outcome", "done"));
        Instruments.Refusals.Add(1, new KeyValuePair<string, object?>("code", "case.changed"));

        var (exit, said) = Promtool.Check(_board.Write());

        Assert.That(exit, Is.Zero, said);
        Assert.That(Promtool.Check("docflow_things{a=1} x\n").Exit, Is.Not.Zero);
    }

    private IEnumerable<string> Lines(string name) =>
        _board.Write().Split('\n').Where(line => line.Contains(name, StringComparison.Ordinal));
}
