using Npgsql;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Deploying;

/// <summary>An empty database on the server that tests/run.sh started.</summary>
internal sealed class EmptyPostgres : IDisposable
{
    private readonly string _name = $"docflow_restored_{System.Environment.ProcessId}";

    public EmptyPostgres() => Administer($"create database {_name}");

    /// <summary>What a process that uses it has in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOCFLOW_DATA__ENGINE"] = "postgresql",
        ["DOCFLOW_DATA__CONNECTION"] = $"{Server};Database={_name};Maximum Pool Size=20",
    };

    private static string Server
    {
        get
        {
            if (System.Environment.GetEnvironmentVariable("DOCFLOW_TEST_POSTGRES") is { Length: > 0 } server)
                return server;
            if (System.Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("DOCFLOW_TEST_POSTGRES is not set; tests/run.sh starts the server and sets it.");
            Assert.Ignore("DOCFLOW_TEST_POSTGRES is not set: start the server with tests/run.sh, or set it.");
            return "";
        }
    }

    public void Dispose() => Administer($"drop database {_name} with (force)");

    private static void Administer(string sql)
    {
        using var connection = new NpgsqlConnection($"{Server};Database=postgres;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
