using DocFlow.Host;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Tests;

/// <summary>
/// The same fixtures on a real engine: DOCFLOW_TEST_ENGINE is "postgresql" (default; DOCFLOW_TEST_POSTGRES says where) or "sqlserver"
/// (DOCFLOW_TEST_SQLSERVER is its connection string; absent, every test that touches a database is skipped by name). The bus is
/// RabbitMQ where DOCFLOW_TEST_RABBIT (amqp address) and DOCFLOW_TEST_RABBIT_API (management address) are set.
/// </summary>
internal static class TestEngine
{
    private static readonly bool OnSqlServer = Environment.GetEnvironmentVariable("DOCFLOW_TEST_ENGINE") == "sqlserver";
    private static int _made;

    /// <summary>A fresh database with today's schema, and the address of a virtual host of its own.</summary>
    public static PlatformOptions Installation(string folder) => Make(folder, migrated: true);

    /// <summary>An installation whose database has nothing in it.</summary>
    public static PlatformOptions Empty(string folder) => Make(folder, migrated: false);

    private static PlatformOptions Make(string folder, bool migrated)
    {
        var name = $"docflow_{Environment.ProcessId}_{Interlocked.Increment(ref _made)}";
        return new PlatformOptions
        {
            Folder = folder,
            Data = OnSqlServer ? SqlServerEngine.Make(name, migrated) : PostgresEngine.Make(name, migrated),
            Bus = new BusOptions { Address = BusOf(name) },
        };
    }

    /// <summary>Makes the virtual host, which costs the broker half a second: only where messages are really sent.</summary>
    public static Task OpenBus(BusOptions bus) =>
        bus.InMemory ? Task.CompletedTask : TestServers.MakeVirtualHost(new Uri(bus.Address).AbsolutePath.Trim('/'));

    /// <summary>Drops the database; a virtual host goes with its broker.</summary>
    public static void Forget(PlatformOptions options)
    {
        if (OnSqlServer)
            SqlServerEngine.Drop(options.Data);
        else
            PostgresEngine.Drop(options.Data);
    }

    /// <summary>Skips, or on CI fails, where the server is missing.</summary>
    internal static void Require() => TestServers.Required(OnSqlServer ? TestServers.SqlServer : TestServers.Postgres);

    /// <summary>Brings a database's schema up to date.</summary>
    internal static void Migrate(DataOptions data)
    {
        using var signal = new OutboxSignal();
        new Migrations(new Database(data, TimeProvider.System, signal), Rooms.All).Apply().GetAwaiter().GetResult();
    }

    private static string BusOf(string name) => OnSqlServer && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestServers.Rabbit))
        ? "memory"
        : $"{TestServers.Required(TestServers.Rabbit)}/{name}";
}
