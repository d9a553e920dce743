using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace DocFlow.Platform.Messaging.Stuck;

/// <summary>
/// The broker's own error queues. What lies there is a copy for the operator: the row in the database is the truth and what is sent again.
/// So a copy is only ever looked at and dropped, never put back. With the bus in memory there are none.
/// </summary>
public sealed class ErrorQueues(BusOptions options, Subscriptions subscriptions)
{
    private const ushort Most = 500;
    private static readonly string[] Endings = ["_error", "_skipped"];

    /// <summary>A copy that lies in a queue, and what MassTransit wrote upon it.</summary>
    public sealed record Copy(string Queue, Guid? MessageId, string Reason);

    /// <summary>What lies there; <see cref="Trouble"/> where the broker does not answer.</summary>
    public sealed record Answer(IReadOnlyList<Copy> Copies, string? Trouble = null);

    /// <summary>Looks at the first of each queue and leaves them there.</summary>
    public Task<Answer> Look(CancellationToken stop) => Visit(_ => false, stop);

    /// <summary>Drops the copies of these messages; the others stay.</summary>
    public Task<Answer> Drop(IReadOnlyCollection<Guid> messages, CancellationToken stop) =>
        Visit(copy => copy.MessageId is { } id && messages.Contains(id), stop);

    private async Task<Answer> Visit(Func<Copy, bool> drop, CancellationToken stop)
    {
        if (options.InMemory)
            return new Answer([]);
        try
        {
            await using var connection = await RabbitSetup.Ask(options, "operator", stop);
            var copies = new List<Copy>();
            foreach (var queue in subscriptions.Queues.SelectMany(entry => entry.Queues).Distinct().Order(StringComparer.Ordinal))
            {
                foreach (var ending in Endings)
                    copies.AddRange(await Visit(connection, queue + ending, drop, stop));
            }

            return new Answer(copies);
        }
        catch (Exception away) when (away is BrokerUnreachableException or OperationInterruptedException or TimeoutException)
        {
            return new Answer([], away.Message);
        }
    }

    // what is not acknowledged goes back to its place when the channel closes
    private static async Task<List<Copy>> Visit(IConnection connection, string queue, Func<Copy, bool> drop, CancellationToken stop)
    {
        var copies = new List<Copy>();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        try
        {
            while (copies.Count < Most && await channel.BasicGetAsync(queue, autoAck: false, stop) is { } got)
            {
                var copy = Read(queue, got);
                copies.Add(copy);
                if (drop(copy))
                    await channel.BasicAckAsync(got.DeliveryTag, multiple: false, stop);
            }
        }
        catch (OperationInterruptedException none) when (none.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // no message has ever failed there
        }

        return copies;
    }

    private static Copy Read(string queue, BasicGetResult got)
    {
        var id = Guid.TryParse(got.BasicProperties.MessageId, out var message) ? message : (Guid?)null;
        var headers = got.BasicProperties.Headers;
        var said = new[] { "MT-Fault-ExceptionType", "MT-Fault-Message", "MT-Reason" }
            .Select(name => headers is not null && headers.TryGetValue(name, out var value) && value is byte[] text
                ? Encoding.UTF8.GetString(text)
                : null);
        return new Copy(queue, id, string.Join(": ", said.OfType<string>().Distinct()));
    }
}
