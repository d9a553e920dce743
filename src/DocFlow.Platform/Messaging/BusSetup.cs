using DocFlow.Platform.Data;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Platform.Messaging;

/// <summary>The bus, its retry policy (here and nowhere else), the outbox and its relay.</summary>
public static class BusSetup
{
    /// <summary>Tries after the first before a message is handed to an operator.</summary>
    public const int Retries = 5;

    /// <summary>Adds the bus with the consumers of the rooms that run in this process.</summary>
    public static IServiceCollection AddBus(this IServiceCollection services, BusOptions options, IReadOnlyList<Room> running)
    {
        // a broker that is away must not keep a process from recording facts; in memory it is there at once
        services.AddOptions<MassTransitHostOptions>().Configure(host => host.WaitUntilStarted = options.InMemory);
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var consumer in running.SelectMany(room => room.Consumers))
                bus.AddConsumer(consumer).Endpoint(endpoint => endpoint.Name = Subscriptions.QueueOf(consumer));
            bus.AddConfigureEndpointsCallback((_, endpoint) =>
            {
                endpoint.UseMessageRetry(retry => retry.Exponential(
                    Retries, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100)));
                endpoint.ConcurrentMessageLimit = RabbitSetup.AtOnce;
                if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                    RabbitSetup.Queue(rabbit);
            });
            if (options.InMemory)
                bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
            else
                bus.UsingRabbitMq((context, rabbit) =>
                {
                    rabbit.Reach(options, running);
                    foreach (var (message, queues) in context.GetRequiredService<Subscriptions>().Queues)
                        rabbit.DeclareQueues(message, queues);
                    rabbit.ConfigureEndpoints(context);
                });
        });
        return services;
    }

    /// <summary>
    /// Forgets the claims of a process that is gone: with the bus in memory everything unfinished is sent again at start.
    /// </summary>
    public static Task SendUnfinishedAgain(Database database, CancellationToken stop = default) =>
        database.Write(session => session.Execute(ForgetClaims, new { session.Now }), stop);

    /// <summary>Lets everything unfinished be sent again.</summary>
    internal const string ForgetClaims = """
        update outbox_message
        set due_at = @Now
        where finished_at is null and failed_at is null
        """;
}
