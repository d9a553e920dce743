using System.Globalization;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using Npgsql;

namespace DocFlow.Benchmarks.Lists;

/// <summary>Where the seeded documents lie, and how a server process is started on them.</summary>
public sealed class SeededInstallation
{
    public SeededInstallation(string engine, string folder, string? connection)
    {
        Directory.CreateDirectory(folder);
        var where = engine == "sqlite" ? $"Data Source={Path.Combine(folder, "docflow.db")}" : connection
            ?? throw new ArgumentException("PostgreSQL needs --connection 'Host=…;Port=…;Username=…;Database=…'; the database is made.");
        Options = new PlatformOptions { Folder = folder, Data = new DataOptions { Engine = engine, Connection = where } };
    }

    public PlatformOptions Options { get; }

    /// <summary>What everyone who was enrolled knows by heart.</summary>
    public string OfficeFile => Path.Combine(Options.Folder, "office.json");

    public Database Open() => new(Options.Data, TimeProvider.System, new OutboxSignal());

    /// <summary>Makes the PostgreSQL database where it is missing.</summary>
    public async Task Create()
    {
        if (Options.Data.Engine != "postgresql")
            return;
        var wanted = new NpgsqlConnectionStringBuilder(Options.Data.Connection);
        var name = wanted.Database;
        wanted.Database = "postgres";
        await using var server = new NpgsqlConnection(wanted.ToString());
        await server.OpenAsync();
        await using var ask = new NpgsqlCommand("select count(*) from pg_database where datname = @name", server);
        ask.Parameters.AddWithValue("name", name!);
        if (Convert.ToInt64(await ask.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0)
            return;
        await using var make = new NpgsqlCommand($"create database \"{name}\"", server);
        await make.ExecuteNonQueryAsync();
    }

    /// <summary>A server process on it, ready.</summary>
    internal async Task<ServerProcess> Serve()
    {
        var server = new ServerProcess(Options.Folder)
        {
            StartsWithin = TimeSpan.FromMinutes(2),
            Environment = new Dictionary<string, string>
            {
                ["DOCFLOW_DATA__ENGINE"] = Options.Data.Engine,
                ["DOCFLOW_DATA__CONNECTION"] = Options.Data.Connection,
            },
        };
        await server.Start();
        return server;
    }
}
