using System.Diagnostics;
using System.Text.Json;
using DocFlow.Platform.Telemetry;
using MassTransit;

namespace DocFlow.Platform.Messaging;

/// <summary>A row of the outbox that a relay has claimed.</summary>
internal sealed record OutboxRow
{
    public const string Columns = "id, type, body, sends, trace_parent";

    public required Guid Id { get; init; }

    public required string Type { get; init; }

    public required string Body { get; init; }

    /// <summary>This sending included.</summary>
    public required int Sends { get; init; }

    public string? TraceParent { get; init; }
}

/// <summary>What came of handing a row to the bus.</summary>
internal enum Sending
{
    /// <summary>Confirmed: it lies in every queue that is bound.</summary>
    Taken,

    /// <summary>The bus is there, but no queue takes this message, or this process is too old to know it.</summary>
    NoQueue,

    /// <summary>No confirmation came.</summary>
    BusAway,
}

/// <summary>Hands rows to the bus, each confirmed; what no queue takes fails instead of vanishing.</summary>
internal sealed class OutboxPublisher(IBus bus, Subscriptions subscriptions, TimeProvider clock)
{
    private static readonly TimeSpan ConfirmedWithin = TimeSpan.FromSeconds(10);

    /// <summary>What came of one row, and why.</summary>
    public sealed record Sent(OutboxRow Row, Sending Outcome, Exception? Why = null);

    /// <summary>Publishes one; never throws for weather.</summary>
    public async Task<Sent> Send(OutboxRow row, CancellationToken stop)
    {
        if (subscriptions.TypeOf(row.Type) is not { } type)
            return new Sent(row, Sending.NoQueue);

        try
        {
            await Publish(row, type, stop).WaitAsync(ConfirmedWithin, clock, stop);
            Instruments.MessagesSent.Add(1);
            return new Sent(row, Sending.Taken);
        }
        catch (MessageReturnedException returned)
        {
            return new Sent(row, Sending.NoQueue, returned);
        }
        catch (JsonException strange)
        {
            return new Sent(row, Sending.NoQueue, strange); // this process is older than the message
        }
        catch (Exception weather) when (!stop.IsCancellationRequested)
        {
            return new Sent(row, Sending.BusAway, weather);
        }
    }

    private async Task Publish(OutboxRow row, Type type, CancellationToken stop)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(stop);
        until.CancelAfter(ConfirmedWithin);
        var message = JsonSerializer.Deserialize(row.Body, type, MessageJson.Options)!;
        using var trace = Tracing.Continue($"outbox {type.Name}", ActivityKind.Producer, row.TraceParent);
        if (trace is not null)
            Tracing.Mark(trace, Tracing.SubjectOf(message));
        await bus.Publish(message, type, Pipe.Execute<PublishContext>(context => Address(context, row.Id, trace)), until.Token);
    }

    private static void Address(PublishContext context, Guid id, Activity? trace)
    {
        context.MessageId = id;
        if (trace is not null)
            context.Headers.Set(Tracing.Header, trace.Id);
        // a publish that no queue takes must fail, not vanish
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            rabbit.Mandatory = true;
    }
}
