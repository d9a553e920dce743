using DocFlow.Host;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using NUnit.Framework;

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
    public static async Task OpenBus(BusOptions bus)
    {
        if (bus.InMemory)
            return;
        using var http = new HttpClient { BaseAddress = new Uri(Required("DOCFLOW_TEST_RABBIT_API")) };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("guest:guest"u8));
        using var none = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        (await http.PutAsync("/api/vhosts" + new Uri(bus.Address).AbsolutePath, none)).EnsureSuccessStatusCode();
    }

    /// <summary>Drops the database; a virtual host goes with its broker.</summary>
    public static void Forget(PlatformOptions options)
    {
        if (OnSqlServer)
            SqlServerEngine.Drop(options.Data);
        else
            PostgresEngine.Drop(options.Data);
    }

    /// <summary>Skips, or on CI fails, where the server is missing.</summary>
    internal static void Require() => Required(OnSqlServer ? "DOCFLOW_TEST_SQLSERVER" : "DOCFLOW_TEST_POSTGRES");

    /// <summary>Brings a database's schema up to date.</summary>
    internal static void Migrate(DataOptions data)
    {
        using var signal = new OutboxSignal();
        new Migrations(new Database(data, TimeProvider.System, signal), Rooms.All).Apply().GetAwaiter().GetResult();
    }

    /// <summary>The value of a variable that this engine needs; missing: skipped at the desk, failed on CI.</summary>
    internal static string Required(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            return value;
        if (Environment.GetEnvironmentVariable("CI") == "true" && !OnSqlServer)
            Assert.Fail($"{variable} is not set; tests/run.sh starts the servers and sets it.");
        Assert.Ignore($"{variable} is not set: there is no such server to test on.");
        return "";
    }

    private static string BusOf(string name) => OnSqlServer && Environment.GetEnvironmentVariable("DOCFLOW_TEST_RABBIT") is null or ""
        ? "memory"
        : $"{Required("DOCFLOW_TEST_RABBIT")}/{name}";
}
