using System.Diagnostics;
using DocFlow.Platform.Telemetry;
using NUnit.Framework;
using static DocFlow.Tests.Platform.RunningBus;

namespace DocFlow.Tests.Platform.Telemetry;

public sealed class TracingTests
{
    private const string Finished = "select count(*) from outbox_message where finished_at is not null";
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_trace_goes_from_the_act_through_outbox_and_bus_to_every_consumer()
    {
        using var watched = new Watched();
        await using var bus = await Start(_office.Options);
        using var act = Tracing.Source.StartActivity("the act")!;

        await bus.Database.Write(session => session.Publish(new Rang("traced")));
        await bus.Until(Finished, 1);
        act.Stop();
        var ended = await watched.Of(act.TraceId, "outbox Rang", "NoteFirst", "NoteSecond");

        var kinds = ended.Select(one => $"{one.Kind} {one.OperationName}");
        Assert.That(kinds, Is.SupersetOf(new[] { "Producer outbox Rang", "Consumer NoteFirst", "Consumer NoteSecond" }));
        var relayed = ended.Single(one => one.Kind == ActivityKind.Producer);
        var consumed = ended.Where(one => one.Kind == ActivityKind.Consumer).Select(one => one.ParentSpanId);
        Assert.That(relayed.ParentSpanId, Is.EqualTo(act.SpanId));
        Assert.That(consumed, Is.All.EqualTo(relayed.SpanId));
    }

    [Test]
    public async Task A_message_that_nobody_traces_keeps_no_context()
    {
        await _office.Database.Write(session => session.Publish(new Rang("untraced")));

        Assert.That(await _office.Database.Read(session => session.One<string?>("select trace_parent from outbox_message")), Is.Null);
    }
}
