using DocFlow.JourneyTests.Support;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>A RabbitMQ broker of our own.</summary>
internal sealed class RabbitServer(string folder) : IPart
{
    private readonly int _port = FreePorts.ForRabbit();

    public string Name => "rabbitmq";

    public int Port => _port;

    /// <summary>The broker's management API.</summary>
    public Uri Api => new($"http://127.0.0.1:{_port + 1}/");

    public static string Address(int port) => $"amqp://guest:guest@127.0.0.1:{port}";

    public IReadOnlyList<int> Processes => Signals.Noted(Path.Combine(folder, "server.pid"));

    public string LastWords => "";

    public Task Start() => Servers.Run("rabbit.sh", "start", folder, _port);

    public Task Stop() => Servers.Run("rabbit.sh", "stop", folder, _port);
}
