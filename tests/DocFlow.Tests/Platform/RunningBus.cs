using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DocFlow.Tests.Platform;

/// <summary>A process of an installation with two rooms that listen to the same message; one of them may be made to fail.</summary>
public sealed class RunningBus : IAsyncDisposable
{
    private static readonly Room Listeners = new("listeners", typeof(RunningBus).Assembly)
    {
        Consumers = [typeof(NoteFirst), typeof(NoteSecond)],
    };
    private readonly IHost _host;

    public static Subscriptions Subscriptions { get; } = new([Listeners]);

    private RunningBus(IHost host) => _host = host;

    public sealed record Rang(string Text);

    public sealed class Faults
    {
        public int Left { get; set; }
    }

    public sealed class NoteFirst(Database database, Subscriptions subscriptions) : OnceConsumer<Rang>(database, subscriptions)
    {
        protected override Task Handle(Rang message, Session session) => session.TakeNumber("first/" + message.Text);
    }

    public sealed class NoteSecond(Database database, Subscriptions subscriptions, Faults faults)
        : OnceConsumer<Rang>(database, subscriptions)
    {
        protected override Task Handle(Rang message, Session session) => faults.Left-- > 0
            ? throw new InvalidOperationException("The second room is on fire.")
            : session.TakeNumber("second/" + message.Text);
    }

    /// <summary>Not listening: a process that only publishes.</summary>
    public static Task<RunningBus> Start(PlatformOptions options, int faults = 0, bool listening = true) =>
        Start(options, Listeners, faults, listening);

    /// <summary>The same with another room's consumers.</summary>
    public static async Task<RunningBus> Start(PlatformOptions options, Room room, int faults = 0, bool listening = true)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddPlatform(options, [room], listening ? [room] : []);
        room.Register(builder.Services);
        builder.Services.AddSingleton(new Faults { Left = faults });
        await TestEngine.OpenBus(options.Bus);
        var host = builder.Build();
        if (options.Bus.InMemory)
            await BusSetup.SendUnfinishedAgain(host.Services.GetRequiredService<Database>());
        await host.StartAsync();
        return new RunningBus(host);
    }

    public Database Database => _host.Services.GetRequiredService<Database>();

    /// <summary>Waits, at most 60 s, until a query's count is as expected; the last count.</summary>
    public async Task<long> Until(string sql, long expected)
    {
        var count = -1L;
        for (var wait = 0; wait < 1200 && count != expected; wait++)
        {
            count = await Database.Read(session => session.One<long>(sql));
            if (count != expected)
                await Task.Delay(50);
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
