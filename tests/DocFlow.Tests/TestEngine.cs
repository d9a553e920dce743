using DocFlow.Host;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using Microsoft.Data.Sqlite;

namespace DocFlow.Tests;

/// <summary>
/// The engine of these tests: SQLite files and the bus in memory. DocFlow.EngineTests has a twin of this file for PostgreSQL and
/// RabbitMQ.
/// </summary>
internal static class TestEngine
{
    private static readonly Lazy<string> Template = new(MakeTemplate);

    /// <summary>A fresh installation whose database is a copy of the migrated template.</summary>
    public static PlatformOptions Installation(string folder)
    {
        var file = Path.Combine(folder, "docflow.db");
        File.Copy(Template.Value, file);
        return new PlatformOptions { Folder = folder, Data = new DataOptions { Connection = $"Data Source={file}" } };
    }

    /// <summary>An installation whose database has nothing in it.</summary>
    public static PlatformOptions Empty(string folder) =>
        new() { Folder = folder, Data = new DataOptions { Connection = $"Data Source={Path.Combine(folder, "docflow.db")}" } };

    /// <summary>The bus in memory is there as soon as it is asked for.</summary>
    public static Task OpenBus(BusOptions _) => Task.CompletedTask;

    /// <summary>Lets go of it.</summary>
    public static void Forget(PlatformOptions _)
    {
        // its file goes with its folder
    }

    private static string MakeTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("docflow-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var file = Path.Combine(folder, "docflow.db");
        using var signal = new OutboxSignal();
        using var database = new Database(new DataOptions { Connection = $"Data Source={file}" }, TimeProvider.System, signal);
        new Migrations(database, Rooms.All).Apply().GetAwaiter().GetResult();
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=false"))
        {
            connection.Open();
            using var flush = connection.CreateCommand();
            flush.CommandText = "pragma wal_checkpoint(truncate)";
            flush.ExecuteNonQuery();
        }

        return file;
    }
}
