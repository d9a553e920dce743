using DocFlow.Contracts;
using DocFlow.Host;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Reconciling;
using DocFlow.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocFlow.Tests;

/// <summary>A real installation in a temporary folder: a database copied from a migrated template, and a content store.</summary>
public sealed class TestInstallation : IDisposable
{
    public TestInstallation()
        : this(TestEngine.Installation)
    {
    }

    private TestInstallation(Func<string, PlatformOptions> engine)
    {
        Folder = Directory.CreateTempSubdirectory("docflow-test-").FullName;
        Options = engine(Folder);
        Database = new Database(Options.Data, Clock, Signal);
        Content = new ContentStore(Options);
        Condemned = new CondemnedFiles(Database, Rooms.All, new LaidAside(Options, Content), Clock, NullLogger<CondemnedFiles>.Instance);
    }

    /// <summary>One whose database has nothing in it, on this project's engine.</summary>
    public static TestInstallation Empty() => new(TestEngine.Empty);

    /// <summary>One whose database has nothing in it, on SQLite.</summary>
    public static TestInstallation EmptySqlite() => new(folder => new PlatformOptions
    {
        Folder = folder,
        Data = new DataOptions { Connection = $"Data Source={Path.Combine(folder, "docflow.db")};Pooling=false" },
    });

    public string Folder { get; }

    public PlatformOptions Options { get; }

    public TestClock Clock { get; } = new();

    public OutboxSignal Signal { get; } = new();

    public Subscriptions Subscriptions { get; } = new(Rooms.All);

    public Database Database { get; }

    public ContentStore Content { get; }

    public CondemnedFiles Condemned { get; }

    public Reconciler Reconciler => new(Database, Rooms.All, new StoredFiles(Options, Content), Clock);

    /// <summary>What the reconciler finds under this code after a while.</summary>
    public async Task<IReadOnlyList<Finding>> Finds(string code, bool hash = false)
    {
        Clock.Now += TimeSpan.FromHours(3);
        var found = await Reconciler.LookAtEverything(Look.UsualPatience, hash);
        return [.. found.Where(one => one.Code == code)];
    }

    /// <summary>Has it mended; whether something was done.</summary>
    public Task<bool> Heal(Finding finding) => Reconciler.Heal(finding, By.System);

    /// <summary>Leaves a message in the outbox that no sweep would send: the reconciler finds it and can mend it.</summary>
    public async Task MessagePlannedByAClockFarAhead()
    {
        // in one act: where a relay runs, it must not meet the message before it is planned
        await Database.Write(async session =>
        {
            await session.Publish(new CaseClosed
            {
                CaseId = Guid.CreateVersion7(),
                DocumentId = Guid.CreateVersion7(),
                Ending = "issued",
                ClosedAt = session.Now,
            });
            await session.Execute("update outbox_message set due_at = @Far", new { Far = Clock.Now.AddYears(1) });
        });
        Clock.Now += TimeSpan.FromMinutes(10);
    }

    /// <summary>Leaves a message that a consumer gave up.</summary>
    public async Task MessageThatFailed()
    {
        await MessagePlannedByAClockFarAhead();
        await Run("update outbox_message set failed_at = created_at");
        await Run("""
            insert into outbox_failure (message_id, consumer, reason, failed_at)
            select id, 'RecordAnswer', 'on fire', created_at from outbox_message
            """);
    }

    /// <summary>Has what is condemned leave the store, then destroyed for good.</summary>
    public async Task DestroyCondemned()
    {
        await Condemned.Round(default);
        Clock.Now += TimeSpan.FromMinutes(2);
        await Condemned.Round(default);
    }

    /// <summary>Does to the database what only a test may.</summary>
    public Task Run(string sql, object? parameters = null) => Database.Write(session => session.Execute(sql, parameters));

    /// <summary>The messages of one type in the outbox, oldest first; those of one instant in any order.</summary>
    public async Task<IReadOnlyList<T>> Sent<T>()
    {
        var bodies = await Database.Read(session => session.List<string>(
            "select body from outbox_message where type = @Type order by created_at, id", new { Type = typeof(T).FullName }));
        return [.. bodies.Select(body => System.Text.Json.JsonSerializer.Deserialize<T>(body, MessageJson.Options)!)];
    }

    public void Dispose()
    {
        Condemned.Dispose();
        Database.Dispose();
        if (!Options.Data.Connection.EndsWith("Pooling=false", StringComparison.Ordinal))
            TestEngine.Forget(Options);
        Signal.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
