namespace DocFlow.Platform.Messaging;

/// <summary>Which bus wakes the workers.</summary>
public sealed record BusOptions
{
    /// <summary>"memory" (default; one process only) or an amqp:// / rabbitmq:// address.</summary>
    public string Address { get; init; } = "memory";

    /// <summary>Whether messages stay inside this process.</summary>
    public bool InMemory => Address == "memory";
}
