using DocFlow.Host;
using DocFlow.Platform;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Telemetry.Page;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using static DocFlow.Tests.Platform.RunningBus;

namespace DocFlow.Tests.Platform.Telemetry;

[NonParallelizable]
public sealed class GaugesTests
{
    private TestInstallation _office = null!;
    private MetricBoard _board = null!;
    private Leases _leases = null!;

    [SetUp]
    public void Open()
    {
        (_office, _board) = (new TestInstallation(), new MetricBoard());
        _leases = new Leases(_office.Database, _office.Clock, NullLogger<Leases>.Instance);
    }

    [TearDown]
    public void Close()
    {
        _leases.Dispose();
        _board.Dispose();
        _office.Dispose();
    }

    [Test]
    public async Task Depth_and_age_of_the_outbox_are_those_of_its_unfinished_rows()
    {
        await Publish("a", "b", "c");
        await _office.Database.Write(session => session.Execute(FinishC, session));
        _office.Clock.Now += TimeSpan.FromSeconds(90);

        var page = await Counted();

        Assert.That(page, Does.Contain("\ndocflow_outbox_depth 2\n").And.Contain("\ndocflow_outbox_age_seconds 90\n"));
        Assert.That(page, Does.Contain("\ndocflow_messages_stuck 0\n"));
    }

    [Test]
    public async Task Documents_are_counted_at_the_stage_where_they_want_work()
    {
        await _office.Database.Write(session => session.Execute(TwoFilesWaitAndOneIsDone, new { session.Now, Someone = Guid.NewGuid() }));

        var page = await Counted();

        Assert.That(page, Does.Contain("""docflow_documents{room="intake",stage="Ready"} 2"""));
        Assert.That(page, Does.Not.Contain("""stage="Registered"}"""));
    }

    [Test]
    public async Task A_lease_is_shown_by_the_process_that_holds_it()
    {
        _leases.Named("nightly");
        await _leases.Beat();

        Assert.That(await Counted(), Does.Contain("""docflow_leases{lease="nightly"} 1"""));
        Assert.That(Value(await Counted(), "docflow_content_free_bytes"), Is.GreaterThan(1e6));
    }

    private Task Publish(params string[] texts) => _office.Database.Write(async session =>
    {
        foreach (var text in texts)
            await session.Publish(new Rang(text));
    });

    private async Task<string> Counted()
    {
        await using var queues = new QueueLengths(new DocFlow.Platform.Messaging.BusOptions(), _office.Subscriptions);
        using var gauges = new Gauges(
            (_office.Database, queues, _office.Clock), (_office.Content, _leases), Rooms.All, NullLogger<Gauges>.Instance);
        await gauges.Count(CancellationToken.None);
        return _board.Write();
    }

    private static double Value(string page, string name) => double.Parse(
        page.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1],
        System.Globalization.CultureInfo.InvariantCulture);

    private const string FinishC = "update outbox_message set finished_at = @Now where body like '%c%'";

    private const string TwoFilesWaitAndOneIsDone = """
        insert into intake_file (id, name, sha256, length, pages, report, state, received_at, received_by, received_by_name, repeat_key)
        values
            ('019a0000-0000-7000-8000-000000000001', 'a', 'a', 1, 1, '{}', 'Ready', @Now, @Someone, '', '1'),
            ('019a0000-0000-7000-8000-000000000002', 'b', 'b', 1, 1, '{}', 'Ready', @Now, @Someone, '', '2'),
            ('019a0000-0000-7000-8000-000000000003', 'c', 'c', 1, 1, '{}', 'Registered', @Now, @Someone, '', '3')
        """;
}
