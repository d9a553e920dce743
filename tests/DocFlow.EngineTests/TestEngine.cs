using DocFlow.Host;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using Npgsql;
using NUnit.Framework;

namespace DocFlow.Tests;

/// <summary>
/// The same fixtures on PostgreSQL and RabbitMQ: DOCFLOW_TEST_POSTGRES is a connection string, DOCFLOW_TEST_RABBIT an amqp address and
/// DOCFLOW_TEST_RABBIT_API the management address. Missing: skipped at the desk, failed on CI.
/// </summary>
internal static class TestEngine
{
    private static readonly Lazy<string> Template = new(MakeTemplate);
    private static int _made;

    /// <summary>A fresh database copied from the migrated template, and a virtual host of its own.</summary>
    public static PlatformOptions Installation(string folder) => Make(folder, $"template {Template.Value}");

    /// <summary>An installation whose database has nothing in it.</summary>
    public static PlatformOptions Empty(string folder) => Make(folder, "");

    private static PlatformOptions Make(string folder, string template)
    {
        var name = $"docflow_{Environment.ProcessId}_{Interlocked.Increment(ref _made)}";
        Administer($"create database {name} {template}");
        return new PlatformOptions
        {
            Folder = folder,
            Data = new DataOptions
            {
                Engine = "postgresql",
                Connection = $"{Required("DOCFLOW_TEST_POSTGRES")};Database={name};Maximum Pool Size=20",
            },
            Bus = new BusOptions { Address = VirtualHost(name) },
        };
    }

    /// <summary>Drops the database; the virtual host goes with its broker.</summary>
    public static void Forget(PlatformOptions options)
    {
        var name = new NpgsqlConnectionStringBuilder(options.Data.Connection).Database;
        Administer($"drop database {name} with (force)");
    }

    private static string MakeTemplate()
    {
        var name = $"docflow_{Environment.ProcessId}_template";
        Administer($"create database {name}");
        var connection = $"{Required("DOCFLOW_TEST_POSTGRES")};Database={name};Pooling=false";
        using var signal = new OutboxSignal();
        var database = new Database(new DataOptions { Engine = "postgresql", Connection = connection }, TimeProvider.System, signal);
        new Migrations(database, Rooms.All).Apply().GetAwaiter().GetResult();
        return name;
    }

    private static string VirtualHost(string name)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Required("DOCFLOW_TEST_RABBIT_API")) };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("guest:guest"u8));
        using var none = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        http.PutAsync($"/api/vhosts/{name}", none).GetAwaiter().GetResult().EnsureSuccessStatusCode();
        return $"{Required("DOCFLOW_TEST_RABBIT")}/{name}";
    }

    private static void Administer(string sql)
    {
        using var connection = new NpgsqlConnection($"{Required("DOCFLOW_TEST_POSTGRES")};Database=postgres;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static string Required(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            return value;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"{variable} is not set; tests/run.sh starts the servers and sets it.");
        Assert.Ignore($"{variable} is not set: start the servers with tests/run.sh, or set it.");
        return "";
    }
}
