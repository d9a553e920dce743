using DocFlow.Platform.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace DocFlow.Platform.Telemetry;

/// <summary>Asks the broker how many messages lie in the queue of each consumer, and in its error queue.</summary>
public sealed class QueueLengths(BusOptions options, Subscriptions subscriptions) : IAsyncDisposable
{
    private IConnection? _connection;

    /// <summary>The length of each queue that there is; none with the bus in memory.</summary>
    public async Task<IReadOnlyList<(string Queue, long Length)>> Read(CancellationToken stop)
    {
        if (options.InMemory)
            return [];
        if (_connection is not { IsOpen: true })
        {
            await DisposeAsync();
            _connection = await RabbitSetup.Ask(options, "metrics", stop);
        }

        var lengths = new List<(string, long)>();
        foreach (var queue in subscriptions.Queues.SelectMany(one => one.Queues).SelectMany(name => new[] { name, name + "_error" }))
        {
            if (await LengthOf(_connection, queue, stop) is { } length)
                lengths.Add((queue, length));
        }

        return lengths;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    // asking for a queue that is not there closes the channel: each question has its own
    private static async Task<long?> LengthOf(IConnection connection, string queue, CancellationToken stop)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, stop)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }
}
