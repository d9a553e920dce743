using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace DocFlow.Platform.Messaging;

/// <summary>
/// RabbitMQ as we use it: durable quorum queues, every publish confirmed, and the queues of all consumers of the installation declared by
/// whoever publishes first, so that roles may start in any order and a message waits for the one that is not there yet.
/// </summary>
internal static class RabbitSetup
{
    /// <summary>Messages of one consumer that one process handles at once.</summary>
    public const int AtOnce = 16;

    // as many again on their way, so that no hand waits for the line
    private const int Prefetch = 2 * AtOnce;

    private static readonly RabbitMqMessageNameFormatter Names = new();
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>The line to the broker; it is made again, with pauses, for as long as it takes.</summary>
    public static void Reach(this IRabbitMqBusFactoryConfigurator rabbit, BusOptions options, IReadOnlyList<Room> running)
    {
        var role = running.Count == 0 ? "web" : string.Join('+', running.Select(room => room.Name));
        rabbit.Host(new Uri(options.Address), $"docflow {role} {Environment.MachineName}:{Environment.ProcessId}", host =>
        {
            host.PublisherConfirmation = true;
            host.Heartbeat(Heartbeat);
            host.RequestedConnectionTimeout(ConnectWithin);
            host.ContinuationTimeout(AnswerWithin);
        });
    }

    /// <summary>A line of its own for questions about queues: made once, given up soon.</summary>
    public static Task<IConnection> Ask(BusOptions options, string purpose, CancellationToken stop) => new ConnectionFactory
    {
        Uri = new Uri(options.Address),
        ClientProvidedName = $"docflow {purpose} {Environment.MachineName}:{Environment.ProcessId}",
        RequestedConnectionTimeout = ConnectWithin,
        ContinuationTimeout = ConnectWithin,
        AutomaticRecoveryEnabled = false,
    }.CreateConnectionAsync(stop);

    /// <summary>A consumer's own queue; its <c>_error</c> and <c>_skipped</c> queues take after it.</summary>
    public static void Queue(IRabbitMqReceiveEndpointConfigurator endpoint)
    {
        endpoint.SetQuorumQueue();
        endpoint.PrefetchCount = Prefetch;
    }

    /// <summary>Every queue that takes messages of this type, of whatever process, as <see cref="Queue"/> declares it.</summary>
    public static void DeclareQueues(this IRabbitMqBusFactoryConfigurator rabbit, Type message, IEnumerable<string> queues)
    {
        var exchange = Names.GetMessageName(message); // the message's own: a binding elsewhere takes nothing to the queue
        rabbit.Publish(message, topology =>
        {
            foreach (var queue in queues)
                topology.BindQueue(exchange, queue, binding => binding.SetQuorumQueue());
        });
    }
}
