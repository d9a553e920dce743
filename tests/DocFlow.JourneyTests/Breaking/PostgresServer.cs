using DocFlow.JourneyTests.Support;
using Npgsql;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>A PostgreSQL server of our own with fsync on: what it confirmed is on the disk when it is killed.</summary>
internal sealed class PostgresServer(string folder) : IPart
{
    private const string Name_ = "office";
    private readonly int _port = FreePorts.One();

    public string Name => "postgresql";

    public int Port => _port;

    public string Folder => folder;

    /// <summary>How to get in by a port: the server's own, or a line to it that can be cut.</summary>
    public static string Connection(int port) => $"Host=127.0.0.1;Port={port};Username=docflow;Database={Name_}";

    public IReadOnlyList<int> Processes => Signals.Noted(Path.Combine(folder, "data", "postmaster.pid"));

    public string LastWords => "";

    public async Task Start() => await Servers.Run("postgres.sh", "start", folder, _port);

    public Task Stop() => Servers.Run("postgres.sh", "stop", folder, _port);

    public async Task CreateDatabase()
    {
        await using var source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={_port};Username=docflow;Database=postgres;Pooling=false");
        await using var create = source.CreateCommand($"create database {Name_}");
        await create.ExecuteNonQueryAsync();
    }
}
