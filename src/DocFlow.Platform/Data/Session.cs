using System.Data.Common;
using System.Text.Json;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Telemetry;

namespace DocFlow.Platform.Data;

/// <summary>One short transaction that writes. Facts, outbox rows and trail entries become true together or not at all.</summary>
public sealed class Session(DbConnection connection, DbTransaction transaction, Dialect dialect, TimeProvider clock, CancellationToken stop)
    : ReadSession(connection, transaction, dialect, stop)
{
    private readonly List<Action> _afterCommit = [];

    /// <summary>The time of this act.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Whether a message was published in this session.</summary>
    public bool Published { get; private set; }

    /// <summary>Executes a statement; the number of rows it touched.</summary>
    public Task<int> Execute(string sql, object? parameters = null) => Run(sql, parameters);

    /// <summary>
    /// The next number of a gap-free counter, from 1. The counter's row stays locked to the end of the transaction, so take the number
    /// as late as possible; a rollback gives it back.
    /// </summary>
    public async Task<int> TakeNumber(string counter)
    {
        if (await Execute(Advance, new { Name = counter }) == 0)
            await Execute(Create, new { Name = counter });
        return (int)await One<long>(Current, new { Name = counter });
    }

    /// <summary>Sends a message with this transaction: the row is the promise, the relay keeps it after the commit.</summary>
    public Task Publish<T>(T message) where T : class =>
        PublishAgain(typeof(T).FullName!, JsonSerializer.Serialize(message, MessageJson.Options));

    /// <summary>Sends what a kept message said once more, as a new message.</summary>
    internal async Task PublishAgain(string type, string body)
    {
        Published = true;
        await Execute(AddToOutbox, new { Id = Guid.CreateVersion7(Now), Type = type, Body = body, Now, TraceParent = Tracing.Parent });
    }

    /// <summary>Runs when, and only when, the transaction has been committed.</summary>
    public void AfterCommit(Action act) => _afterCommit.Add(act);

    /// <summary>A statement of this transaction to be run many times with other values.</summary>
    internal DbCommand Prepare(string sql) => NewCommand(sql);

    internal void Committed() => _afterCommit.ForEach(act => act());

    private const string Advance = """
        update platform_counter
        set value = value + 1
        where name = @Name
        """;

    private const string Create = """
        insert into platform_counter (name, value)
        values (@Name, 1)
        """;

    private const string Current = """
        select value
        from platform_counter
        where name = @Name
        """;

    private const string AddToOutbox = """
        insert into outbox_message (id, type, body, created_at, due_at, sends, handled, trace_parent)
        values (@Id, @Type, @Body, @Now, @Now, 0, 0, @TraceParent)
        """;
}
