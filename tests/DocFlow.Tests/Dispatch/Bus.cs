using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Tests.Dispatch;

/// <summary>A bus in memory that brings one message to one consumer.</summary>
internal static class Bus
{
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
            .AddMassTransitTestHarness(bus => bus.AddConsumer<TConsumer>())
            .BuildServiceProvider(validateScopes: true);
        var harness = provider.GetRequiredService<ITestHarness>();
        await harness.Start();
        var id = Guid.CreateVersion7();
        for (var i = 0; i < times; i++)
            await harness.Bus.Publish(message, Pipe.Execute<PublishContext>(context => context.MessageId = id));
        await AsyncEnumerable.Take(harness.Consumed.SelectAsync<TMessage>(), times).CountAsync();
    }
}
