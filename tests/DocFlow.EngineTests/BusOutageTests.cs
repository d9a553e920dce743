using System.Diagnostics;
using System.Text.Json.Nodes;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Telemetry;
using DocFlow.Tests.Platform;
using NUnit.Framework;
using static DocFlow.Tests.Platform.RunningBus;

namespace DocFlow.Tests;

/// <summary>The broker goes and comes back, behind a line: facts are recorded all the while, and it is asked seldom.</summary>
public sealed class BusOutageTests
{
    private TestInstallation _office = null!;
    private Line _line = null!;
    private PlatformOptions _behind = null!;

    [SetUp]
    public void Open()
    {
        _office = new TestInstallation();
        var address = new UriBuilder(_office.Options.Bus.Address);
        _line = new Line("to the broker", address.Port);
        address.Port = _line.Port;
        _behind = _office.Options with { Bus = new BusOptions { Address = address.Uri.ToString() } };
    }

    [TearDown]
    public async Task Close()
    {
        await _line.DisposeAsync();
        _office.Dispose();
    }

    [Test]
    public async Task Facts_are_recorded_while_it_is_away_it_is_asked_seldom_and_then_all_goes_out()
    {
        await using var bus = await Start(_behind);
        await Publish(bus, 1);
        await Until("select count(*) from outbox_message where finished_at is not null", 1);
        await TakenAndLost();
        var before = _line.Callers;
        _line.Close();

        await Publish(bus, 500);
        await Task.Delay(TimeSpan.FromSeconds(15));
        var asked = _line.Callers - before;
        _line.Open();
        var waited = Stopwatch.StartNew();
        var through = await Until("select count(*) from outbox_message where finished_at is not null", 501);

        TestContext.Out.WriteLine($"{asked} connections tried in 15 s; all finished {waited.Elapsed.TotalSeconds:0.0} s after its return");
        Assert.That(through, Is.EqualTo(501));
        Assert.That(asked, Is.LessThan(60));
        Assert.That(await Until("select count(*) from outbox_message where sends > 2", 0), Is.Zero);
    }

    [Test]
    public async Task A_process_starts_and_records_while_it_is_away()
    {
        _line.Close();

        await using var bus = await Start(_behind);
        await Publish(bus, 3);
        _line.Open();

        Assert.That(await Until("select count(*) from outbox_message where finished_at is not null", 3), Is.EqualTo(3));
    }

    [Test]
    public async Task What_is_sent_before_its_consumers_have_ever_run_waits_for_them()
    {
        await using (var alone = await Start(_office.Options, listening: false))
        {
            await Publish(alone, 3);
            await Arrived(messages: 6); // each in two queues
            // no relay sends them again, and no reconciler finds them planned too late: what the consumers find was waiting for them
            await _office.Database.Write(session => session.Execute(
                "update outbox_message set due_at = @Later", new { Later = session.Now.AddHours(1) }));
        }

        await using var bus = await Start(_office.Options);

        Assert.That(await Until("select count(*) from outbox_message where finished_at is not null", 3), Is.EqualTo(3));
    }

    [Test]
    public async Task Every_queue_is_durable_and_quorum_the_error_queues_too()
    {
        await using var bus = await Start(_office.Options, faults: int.MaxValue);
        await Publish(bus, 1);
        await Until("select count(*) from outbox_failure", 1);

        var queues = await Queues("note-second_error");

        Assert.That(queues.Select(queue => queue["name"]!.GetValue<string>()), Is.SupersetOf(new[] { "note-first", "note-second" }));
        Assert.That(queues.Select(queue => queue["arguments"]!["x-queue-type"]!.GetValue<string>()), Has.All.EqualTo("quorum"));
        Assert.That(queues.Select(queue => queue["durable"]!.GetValue<bool>()), Has.All.True);
    }

    private async Task Arrived(int messages)
    {
        await using var queues = new QueueLengths(_office.Options.Bus, RunningBus.Subscriptions);
        for (var wait = Stopwatch.StartNew(); (await queues.Read(default)).Sum(one => one.Length) < messages; await Task.Delay(50))
            Assert.That(wait.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
    }

    // as the broker itself tells it, once it tells of this one
    private async Task<List<JsonNode>> Queues(string once)
    {
        using var http = TestServers.Broker();
        var host = new Uri(_office.Options.Bus.Address).AbsolutePath.Trim('/');
        for (var tries = 0; ; tries++)
        {
            var told = JsonNode.Parse(await http.GetStringAsync($"/api/queues/{host}"))!.AsArray().OfType<JsonNode>().ToList();
            if (tries == 300 || told.Any(queue => queue["name"]!.GetValue<string>() == once))
                return told;
            await Task.Delay(100);
        }
    }

    // as if the bus had it, and its next sending were far: whatever the bus had may be lost when it is back
    private Task TakenAndLost() => _office.Run(
        "update outbox_message set finished_at = null, due_at = @Later", new { Later = TimeProvider.System.GetUtcNow().AddHours(1) });

    private static async Task Publish(RunningBus bus, int count)
    {
        for (var i = 0; i < count; i++)
            await bus.Database.Write(session => session.Publish(new Rang($"{Guid.NewGuid():N}")));
    }

    private async Task<long> Until(string sql, long expected)
    {
        for (var wait = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var found = await _office.Database.Read(session => session.One<long>(sql));
            if (found == expected || wait.Elapsed > TimeSpan.FromSeconds(60))
                return found;
        }
    }
}
