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
            .AddMassTransitTestHarness(bus => bus.AddConsumer<TConsumer>())
            .BuildServiceProvider(validateScopes: true);
        var harness = provider.GetRequiredService<ITestHarness>();
        await harness.Start();
        var consumed = new Consumed(times);
        harness.Bus.ConnectConsumeObserver(consumed);
        var id = Guid.CreateVersion7();
        for (var i = 0; i < times; i++)
            await harness.Bus.Publish(message, Pipe.Execute<PublishContext>(context => context.MessageId = id));
        await consumed.All.WaitAsync(Patience);
    }

    // the harness' own list knows a message by its id: the same one brought twice is one to it, and it waits for nothing
    private sealed class Consumed(int times) : IConsumeObserver
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = times;

        public Task All => _all.Task;

        public Task PreConsume<T>(ConsumeContext<T> context) where T : class => Task.CompletedTask;

        public Task PostConsume<T>(ConsumeContext<T> context) where T : class => One();

        public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception) where T : class => One();

        private Task One()
        {
            if (Interlocked.Decrement(ref _left) == 0)
                _all.SetResult();
            return Task.CompletedTask;
        }
    }
}
