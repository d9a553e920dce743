using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Data;
using Npgsql;

namespace DocFlow.Tests;

/// <summary>Databases of PostgreSQL, copied from a migrated template.</summary>
internal static class PostgresEngine
{
    private static readonly Lazy<string> Template = new(MakeTemplate);

    private static string Server => TestServers.Required(TestServers.Postgres);

    public static DataOptions Make(string name, bool migrated)
    {
        TestServers.Administer($"create database {name} template {(migrated ? Template.Value : "template1")}");
        return new DataOptions { Engine = "postgresql", Connection = $"{Server};Database={name};Maximum Pool Size=20" };
    }

    public static void Drop(DataOptions data) =>
        TestServers.Administer($"drop database {new NpgsqlConnectionStringBuilder(data.Connection).Database} with (force)");

    private static string MakeTemplate()
    {
        var name = $"docflow_{Environment.ProcessId}_template";
        TestServers.Administer($"create database {name}");
        TestEngine.Migrate(new DataOptions { Engine = "postgresql", Connection = $"{Server};Database={name};Pooling=false" });
        return name;
    }
}
