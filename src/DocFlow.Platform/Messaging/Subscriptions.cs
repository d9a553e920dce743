using MassTransit;

namespace DocFlow.Platform.Messaging;

/// <summary>
/// Which consumers each message type has in the whole installation, in whatever process they run: a message is finished when all have
/// it.
/// </summary>
public sealed class Subscriptions
{
    private readonly Dictionary<string, (Type Message, List<Type> Consumers)> _byType = [];

    /// <summary>Reads the consumers of all rooms.</summary>
    public Subscriptions(IEnumerable<Room> rooms)
    {
        foreach (var consumer in rooms.SelectMany(room => room.Consumers))
        {
            var message = MessageOf(consumer);
            if (!_byType.TryGetValue(message.FullName!, out var entry))
                _byType[message.FullName!] = entry = (message, []);
            entry.Consumers.Add(consumer);
        }
    }

    /// <summary>The .NET type of a kept message; null where no room consumes it.</summary>
    public Type? TypeOf(string name) => _byType.TryGetValue(name, out var entry) ? entry.Message : null;

    /// <summary>How many consumers must have handled it.</summary>
    public int ConsumersOf(Type message) => ConsumersOf(message.FullName!);

    /// <summary>How many consumers must have handled a kept message.</summary>
    public int ConsumersOf(string name) => _byType.TryGetValue(name, out var entry) ? entry.Consumers.Count : 0;

    /// <summary>The consumers that a kept message must reach.</summary>
    public IEnumerable<string> NamesOf(string name) =>
        _byType.TryGetValue(name, out var entry) ? entry.Consumers.Select(one => one.Name) : [];

    /// <summary>Each message with the queues of its consumers.</summary>
    public IEnumerable<(Type Message, IEnumerable<string> Queues)> Queues =>
        _byType.Values.Select(entry => (entry.Message, entry.Consumers.Select(QueueOf)));

    /// <summary>The name of a consumer's queue: <c>OpenCase</c> listens at <c>open-case</c>.</summary>
    public static string QueueOf(Type consumer) => KebabCaseEndpointNameFormatter.Instance.SanitizeName(consumer.Name);

    /// <summary>The message that a <see cref="OnceConsumer{T}"/> handles.</summary>
    public static Type MessageOf(Type consumer)
    {
        for (var type = consumer; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(OnceConsumer<>))
                return type.GetGenericArguments()[0];
        }

        throw new InvalidOperationException($"{consumer.Name} is not a OnceConsumer.");
    }
}
