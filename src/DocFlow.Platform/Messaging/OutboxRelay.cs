using System.Diagnostics;
using System.Text.Json;
using DocFlow.Platform.Data;
using DocFlow.Platform.Telemetry;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Platform.Messaging;

/// <summary>
/// Carries outbox rows to the bus: claims a batch with a lease, commits, publishes many in flight, and leaves each row to be sent again
/// later and later until every consumer has its inbox row. Wakes on commit and sweeps besides.
/// </summary>
public sealed class OutboxRelay(
    Database database, IBus bus, OutboxSignal signal, Subscriptions subscriptions, ILogger<OutboxRelay> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    private sealed record OutboxRow
    {
        public required Guid Id { get; init; }

        public required string Type { get; init; }

        public required string Body { get; init; }

        public required int Sends { get; init; }

        public string? TraceParent { get; init; }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendBatch(stoppingToken) == Batch)
                {
                }
            }
            catch (Exception weather) when (weather is not OperationCanceledException)
            {
                log.LogWarning(weather, "The outbox could not be relayed; its rows wait and are sent again");
            }

            await signal.Wait(Sweep, stoppingToken);
        }
    }

    private async Task<int> SendBatch(CancellationToken stop)
    {
        var rows = await database.Write(session => Claim(session), stop);
        await Task.WhenAll(rows.Select(row => Send(row, stop)));
        await Postpone(rows.Where(row => row.Sends > 1).ToList(), stop);
        return rows.Count;
    }

    private static async Task<IReadOnlyList<OutboxRow>> Claim(Session session)
    {
        if (await session.One<long>(Due, new { session.Now }) == 0)
            return [];

        var claim = session.Dialect.Claim("outbox_message", Open, "id, type, body, sends, trace_parent");
        return await session.List<OutboxRow>(claim, new { session.Now, Lease = session.Now + Lease, Limit = Batch });
    }

    // what was sent before and is still unfinished waits longer each time, so that a backlog is no storm
    private async Task Postpone(List<OutboxRow> again, CancellationToken stop)
    {
        if (again.Count == 0)
            return;
        await database.Write(async session =>
        {
            foreach (var row in again)
                await session.Execute(SetDue, new { row.Id, Due = session.Now + Lease * Math.Pow(2, Math.Min(row.Sends - 1, 7)) });
        }, stop);
    }

    private async Task Send(OutboxRow row, CancellationToken stop)
    {
        var type = subscriptions.TypeOf(row.Type);
        var message = JsonSerializer.Deserialize(row.Body, type, MessageJson.Options)!;
        using var trace = Tracing.Continue($"outbox {type.Name}", ActivityKind.Producer, row.TraceParent);
        if (trace is not null)
            Tracing.Mark(trace, Tracing.SubjectOf(message));
        await bus.Publish(message, type, Pipe.Execute<PublishContext>(context =>
        {
            context.MessageId = row.Id;
            if (trace is not null)
                context.Headers.Set(Tracing.Header, trace.Id);
            // a publish that no queue takes must fail, not vanish
            if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                rabbit.Mandatory = true;
        }), stop);
        Instruments.MessagesSent.Add(1);
    }

    private const string Open = "finished_at is null and failed_at is null";

    private const string Due = """
        select count(*)
        from outbox_message
        where finished_at is null and failed_at is null and due_at <= @Now
        """;

    private const string SetDue = """
        update outbox_message
        set due_at = @Due
        where id = @Id and finished_at is null
        """;
}
