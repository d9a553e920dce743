using DocFlow.Host;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using Npgsql;
using NUnit.Framework;

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
        Administer($"create database {_name}");
        if (!bus)
            return;
        using var http = new HttpClient { BaseAddress = new Uri(Required("DOCFLOW_TEST_RABBIT_API")) };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("guest:guest"u8));
        using var none = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        http.PutAsync($"/api/vhosts/{_name}", none).GetAwaiter().GetResult().EnsureSuccessStatusCode();
    }

    /// <summary>What the processes of this installation have in their environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOCFLOW_DATA__ENGINE"] = "postgresql",
        ["DOCFLOW_DATA__CONNECTION"] = $"{Required("DOCFLOW_TEST_POSTGRES")};Database={_name};Maximum Pool Size=10",
        ["DOCFLOW_BUS__ADDRESS"] = _bus ? $"{Required("DOCFLOW_TEST_RABBIT")}/{_name}" : "memory",
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

    public void Dispose() => Administer($"drop database {_name} with (force)");

    private static void Administer(string sql)
    {
        using var connection = new NpgsqlConnection($"{Required("DOCFLOW_TEST_POSTGRES")};Database=postgres;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static string Required(string variable)
    {
        if (System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            return value;
        if (System.Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"{variable} is not set; tests/run.sh starts the servers and sets it.");
        Assert.Ignore($"{variable} is not set: start the servers with tests/run.sh, or set it.");
        return "";
    }
}
