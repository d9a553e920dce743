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
    private readonly List<OutboxRow> _handedOver = [];
    private bool _published;

    /// <summary>The time of this act.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>
    /// Whether an earlier try of this act came to nothing, perhaps because a key was there already. What hardly ever happens, the same
    /// call a second time, is told by its key in the first try and looked for only now.
    /// </summary>
    public bool Again { get; init; }

    /// <summary>Where published messages go once they are committed.</summary>
    internal OutboxSignal? Outbox { get; init; }

    /// <summary>Executes a statement; the number of rows it touched.</summary>
    public async Task<int> Execute(string sql, object? parameters = null)
    {
        if (await GoesWithGathered(parameters))
            return await Gathered.Count(sql, parameters, Stop).Answer();
        return await Run(sql, parameters);
    }

    /// <summary>Executes a statement; the number of rows it touched is wanted later, before the act is done.</summary>
    public async Task<Later<int>> Count(string sql, object parameters) => Dialect.Gathers
        ? Gathered.Count(sql, parameters, Stop)
        : new Later<int>(await Run(sql, parameters));

    /// <summary>Executes a statement whose count nobody needs: it may go with the next one, or with the commit.</summary>
    public Task Keep(string sql, object parameters)
    {
        if (!Dialect.Gathers)
            return Run(sql, parameters);
        Gathered.Add(sql, parameters);
        return Task.CompletedTask;
    }

    /// <summary>Executes a statement that may take as long as it must: a migration over a million rows is no silence.</summary>
    internal async Task<int> ExecuteUnhurried(string sql)
    {
        if (Gathered.Any)
            await Gathered.Send(Stop);
        return await Run(sql, parameters: null, seconds: 0);
    }

    /// <summary>
    /// The next number of a gap-free counter, from 1. The counter's row stays locked to the end of the transaction, so take the number
    /// as late as possible; a rollback gives it back.
    /// </summary>
    public async Task<int> TakeNumber(string counter)
    {
        // between the two another writer may make the row: its number counts only where it was advanced here
        var advanced = await Count(Advance, new { Name = counter });
        var current = await Find<long?>(Current, new { Name = counter });
        if (await advanced.Answer() > 0)
            return (int)current!;
        await Keep(Create, new { Name = counter });
        return 1;
    }

    /// <summary>Sends a message with this transaction: the row is the promise, the relay keeps it after the commit.</summary>
    public Task Publish<T>(T message) where T : class =>
        PublishAgain(typeof(T).FullName!, JsonSerializer.Serialize(message, MessageJson.Options));

    /// <summary>Sends what a kept message said once more, as a new message.</summary>
    internal async Task PublishAgain(string type, string body)
    {
        _published = true;
        var row = new OutboxRow { Id = Guid.CreateVersion7(Now), Type = type, Body = body, Sends = 1, TraceParent = Tracing.Parent };
        var taken = Outbox?.Takes == true;
        if (taken)
            _handedOver.Add(row);
        var (due, sends) = taken ? (Now + OutboxSignal.ClaimedFor, 1) : (Now, 0);
        await Keep(AddToOutbox, new { row.Id, row.Type, row.Body, Now, Due = due, Sends = sends, row.TraceParent });
    }

    /// <summary>Runs when, and only when, the transaction has been committed.</summary>
    public void AfterCommit(Action act) => _afterCommit.Add(act);

    /// <summary>A statement of this transaction to be run many times with other values.</summary>
    internal DbCommand Prepare(string sql) => NewCommand(sql);

    internal Task Commit(CancellationToken lost) => Gathered.Commit(lost);

    internal void Committed()
    {
        _afterCommit.ForEach(act => act());
        if (_published)
            Outbox?.Wake(_handedOver);
    }

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
        values (@Id, @Type, @Body, @Now, @Due, @Sends, 0, @TraceParent)
        """;
}
