using DocFlow.Host;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;
using Microsoft.Data.Sqlite;

namespace DocFlow.Tests;

/// <summary>A real installation in a temporary folder: a SQLite file copied from a migrated template, and a content store.</summary>
public sealed class TestInstallation : IDisposable
{
    private static readonly Lazy<string> Template = new(MakeTemplate);

    public TestInstallation()
    {
        Folder = Directory.CreateTempSubdirectory("docflow-test-").FullName;
        var file = Path.Combine(Folder, "docflow.db");
        File.Copy(Template.Value, file);
        Options = new PlatformOptions { Folder = Folder, Data = new DataOptions { Connection = $"Data Source={file}" } };
        Database = new Database(Options.Data, Clock, Signal);
        Content = new ContentStore(Options);
    }

    public string Folder { get; }

    public PlatformOptions Options { get; }

    public TestClock Clock { get; } = new();

    public OutboxSignal Signal { get; } = new();

    public Subscriptions Subscriptions { get; } = new(Rooms.All);

    public Database Database { get; }

    public ContentStore Content { get; }

    /// <summary>The messages of one type in the outbox, oldest first.</summary>
    public async Task<IReadOnlyList<T>> Sent<T>()
    {
        var bodies = await Database.Read(session => session.List<string>(
            "select body from outbox_message where type = @Type order by created_at, id", new { Type = typeof(T).FullName }));
        return [.. bodies.Select(body => System.Text.Json.JsonSerializer.Deserialize<T>(body, MessageJson.Options)!)];
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Signal.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string MakeTemplate()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("docflow-template-").FullName, "docflow.db");
        using var signal = new OutboxSignal();
        var database = new Database(new DataOptions { Connection = $"Data Source={file};Pooling=false" }, TimeProvider.System, signal);
        new Migrations(database, Rooms.All).Apply().GetAwaiter().GetResult();
        database.Write(session => session.Execute("select 1")).GetAwaiter().GetResult();
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var flush = connection.CreateCommand();
        flush.CommandText = "pragma wal_checkpoint(truncate)";
        flush.ExecuteNonQuery();
        SqliteConnection.ClearAllPools();
        return file;
    }
}
