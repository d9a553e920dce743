using DocFlow.Host;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using Npgsql;

namespace DocFlow.JourneyTests.Roles;

/// <summary>A database, and where asked a virtual host, of their own on the servers that tests/run.sh started.</summary>
internal sealed class Engines : IDisposable
{
    private static int _made;
    private readonly string _name = $"docflow_roles_{System.Environment.ProcessId}_{Interlocked.Increment(ref _made)}";

    private readonly bool _bus;

    /// <summary>With a virtual host for several processes, or without for one whose bus is in memory.</summary>
    public Engines(bool bus = true)
    {
        _bus = bus;
        TestServers.Administer($"create database {_name}");
        if (bus)
            TestServers.MakeVirtualHost(_name).GetAwaiter().GetResult();
    }

    /// <summary>What the processes of this installation have in their environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOCFLOW_DATA__ENGINE"] = "postgresql",
        ["DOCFLOW_DATA__CONNECTION"] = $"{TestServers.Required(TestServers.Postgres)};Database={_name};Maximum Pool Size=10",
        ["DOCFLOW_BUS__ADDRESS"] = _bus ? $"{TestServers.Required(TestServers.Rabbit)}/{_name}" : "memory",
    };

    /// <summary>A process of a role of this installation.</summary>
    public ServerProcess Role(string role, TemporaryFolder folder, params string[] more) =>
        new(folder["data"], ["--role", role, .. more]) { Environment = Environment };

    /// <summary>The migrations of this version, or of one of the past.</summary>
    public async Task Migrate(int newest)
    {
        using var signal = new OutboxSignal();
        var options = new DataOptions { Engine = "postgresql", Connection = Environment["DOCFLOW_DATA__CONNECTION"] };
        using var database = new Database(options, TimeProvider.System, signal);
        await new Migrations(database, Rooms.All) { Newest = newest }.Apply();
    }

    /// <summary>Asks the database until the answer is as expected, at most so long; the last answer.</summary>
    public async Task<string> Until(string sql, Predicate<string> expected, TimeSpan within)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await using var connection = new NpgsqlConnection(Environment["DOCFLOW_DATA__CONNECTION"] + ";Pooling=false");
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand(sql, connection);
        while (true)
        {
            var answer = Convert.ToString(await ask.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
            if (expected(answer) || TimeProvider.System.GetElapsedTime(begun) > within)
                return answer;
            await Task.Delay(200);
        }
    }

    public void Dispose() => TestServers.Administer($"drop database {_name} with (force)");
}
