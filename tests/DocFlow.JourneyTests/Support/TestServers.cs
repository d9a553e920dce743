using System.Net.Http.Headers;
using System.Text;
using Npgsql;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Support;

/// <summary>The servers that tests/run.sh started, by the variables it set.</summary>
internal static class TestServers
{
    public const string Postgres = "DOCFLOW_TEST_POSTGRES";
    public const string Rabbit = "DOCFLOW_TEST_RABBIT";
    public const string SqlServer = "DOCFLOW_TEST_SQLSERVER";

    /// <summary>
    /// What a variable says; where it is missing tests are skipped at a desk and fail on CI, which need not have SQL Server.
    /// </summary>
    public static string Required(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            return value;
        if (Environment.GetEnvironmentVariable("CI") == "true" && variable != SqlServer)
            Assert.Fail($"{variable} is not set; tests/run.sh starts the servers and sets it.");
        Assert.Ignore($"{variable} is not set: there is no such server to test on.");
        return "";
    }

    /// <summary>Makes or drops a database of PostgreSQL.</summary>
    public static void Administer(string sql)
    {
        using var connection = new NpgsqlConnection($"{Required(Postgres)};Database=postgres;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The broker's management API.</summary>
    public static HttpClient Broker()
    {
        var http = new HttpClient { BaseAddress = new Uri(Required("DOCFLOW_TEST_RABBIT_API")) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("guest:guest"u8));
        return http;
    }

    /// <summary>Makes a virtual host of the broker, unless it is there; it goes with the broker.</summary>
    public static async Task MakeVirtualHost(string name)
    {
        using var http = Broker();
        using var none = new StringContent("{}", Encoding.UTF8, "application/json");
        (await http.PutAsync("/api/vhosts/" + name, none)).EnsureSuccessStatusCode();
    }
}
