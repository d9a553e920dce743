using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Tests.Dispatch;

/// <summary>A bus in memory that brings one message to one consumer.</summary>
internal static class Bus
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Brings it as often as asked, under one message id, and waits until each was consumed.</summary>
    public static async Task Bring<TConsumer, TMessage>(
        TestInstallation office, TMessage message, int times, Action<IServiceCollection>? with = null)
        where TConsumer : class, IConsumer
        where TMessage : class
    {
        var services = new ServiceCollection();
        with?.Invoke(services);
        await using var provider = services
            .AddSingleton(office.Database).AddSingleton(office.Subscriptions).AddSingleton(office.Content)
            .AddMassTransitTestHarness(bus =>
            {
                bus.SetTestTimeouts(Patience, Patience); // by itself it stops looking after 1.2 s in which nothing moved
                bus.AddConsumer<TConsumer>();
            })
            .BuildServiceProvider(validateScopes: true);
        var harness = provider.GetRequiredService<ITestHarness>();
        await harness.Start();
        var id = Guid.CreateVersion7();
        for (var i = 0; i < times; i++)
            await harness.Bus.Publish(message, Pipe.Execute<PublishContext>(context => context.MessageId = id));
        if (await AsyncEnumerable.Take(harness.Consumed.SelectAsync<TMessage>(), times).CountAsync() < times)
            throw new TimeoutException($"{typeof(TConsumer).Name} was not brought {times} messages within {Patience}.");
    }
}
