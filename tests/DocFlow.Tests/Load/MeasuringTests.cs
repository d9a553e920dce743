using DocFlow.Benchmarks.Load.Measuring;
using NUnit.Framework;

namespace DocFlow.Tests.Load;

public sealed class MeasuringTests
{
    [Test]
    public void A_percentile_is_the_value_that_so_many_of_a_hundred_do_not_exceed()
    {
        var spread = Spread.Of(Enumerable.Range(1, 1000).Select(value => (double)value).Reverse());

        Assert.That(spread, Is.EqualTo(new Spread(1000, 500, 950, 990, 1000)));
        Assert.That(Spread.Of([7]), Is.EqualTo(new Spread(1, 7, 7, 7, 7)));
        Assert.That(Spread.Of([]), Is.EqualTo(new Spread(0, 0, 0, 0, 0)));
    }

    [Test]
    public void A_run_is_as_flat_as_the_window_that_lies_farthest_from_the_mean()
    {
        Assert.That(Flatness.Of([50, 50, 50, 50]), Is.EqualTo(new Flatness(0, 0)));
        Assert.That(Flatness.Of([55, 50, 50, 45]), Is.EqualTo(new Flatness(10, -9.5)));
        Assert.That(Flatness.Of([50, 49, 51]), Is.Null, "too few to say");
    }

    [Test]
    public void A_process_counts_its_own_ticks_and_those_of_its_children_whatever_its_name()
    {
        const string stat = "42 (a ) name) S 7 42 42 0 -1 4194304 1 2 3 4 100 20 3 1 20 0 8 0 5555 1000 200";

        Assert.That(ProcessTable.Parse(42, stat), Is.EqualTo(new ProcessLine(42, 7, 5555, 124)));
    }

    [Test]
    public void Database_broker_and_driver_are_not_counted_as_ours()
    {
        var seconds = new Dictionary<string, double>
        {
            ["web"] = 3, ["dispatch"] = 2, ["database"] = 10, ["broker"] = 20, ["driver"] = 40,
        };

        Assert.That(ProcessGroups.Ours(seconds), Is.EqualTo(5));
    }

    [Test]
    public void What_waits_is_read_off_the_page_of_metrics_all_queues_together()
    {
        const string page = """
            # HELP docflow_outbox_depth Messages not yet handled.
            docflow_outbox_depth 12
            docflow_queue_length{queue="open-case"} 3
            docflow_queue_length{queue="close-case"} 4
            docflow_other 99
            """;

        Assert.That(Backlog.Parse(page), Is.EqualTo(new Dictionary<string, double> { ["outbox"] = 12, ["queues"] = 7 }));
    }
}
