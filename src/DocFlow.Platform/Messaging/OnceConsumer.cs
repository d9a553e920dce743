using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using MassTransit;

namespace DocFlow.Platform.Messaging;

/// <summary>
/// Handles each message once, however often the bus brings it: the inbox row (message, consumer) is written in the transaction of the
/// effect. A fault is retried by the bus; after the last try it becomes a row that an operator sees.
/// </summary>
public abstract class OnceConsumer<T>(Database database, Subscriptions subscriptions) : IConsumer<T> where T : class
{
    /// <summary>Whether there is something to prepare; then the inbox is asked before, so that nothing is prepared for nothing.</summary>
    protected virtual bool Prepares => false;

    /// <summary>
    /// Files, keys and network, outside any transaction; keep what it finds in fields (an instance lives for one message).
    /// </summary>
    protected virtual Task Prepare(T message, CancellationToken stop) => Task.CompletedTask;

    /// <summary>The effect, inside the transaction.</summary>
    protected abstract Task Handle(T message, Session session);

    /// <summary>
    /// While the database is away or the disk is full the message is held, for as long as it takes: weather is no fault of the message
    /// and uses up none of its tries.
    /// </summary>
    public async Task Consume(ConsumeContext<T> context)
    {
        var door = Doors.Of(context, GetType());
        using var trace = door.Activity;
        await RoomAct.Run(door, () => Patiently(context));
    }

    private async Task Patiently(ConsumeContext<T> context)
    {
        while (true)
        {
            try
            {
                await Try(context);
                return;
            }
            catch (DatabaseAway away)
            {
                await away.Over(context.CancellationToken);
            }
            catch (StorageFull)
            {
                await StorageFull.Over(context.CancellationToken);
            }
        }
    }

    private async Task Try(ConsumeContext<T> context)
    {
        var (document, @case) = Tracing.SubjectOf(context.Message);
        RoomAct.On(document, @case);
        var key = new { context.MessageId, Consumer = GetType().Name };
        try
        {
            if (Prepares && await database.Glance(session => session.One<long>(Seen, key), context.CancellationToken) == 0)
                await Prepare(context.Message, context.CancellationToken);
            await database.Write(session => Once(context, session), context.CancellationToken);
        }
        catch (Exception fault) when (IsLastTry(context) && fault is not (OperationCanceledException or DatabaseAway or StorageFull))
        {
            await database.Write(session => Fail(context, fault, session), CancellationToken.None);
            throw;
        }
    }

    private static bool IsLastTry(ConsumeContext<T> context) => context.GetRetryAttempt() >= BusSetup.Retries;

    private async Task Once(ConsumeContext<T> context, Session session)
    {
        var key = new { context.MessageId, Consumer = GetType().Name, session.Now };
        var fresh = session.Again && await session.One<long>(Seen, key) > 0 ? 0 : 1;
        if (fresh > 0)
        {
            await session.Keep(Mark, key);
            await Handle(context.Message, session);
        }

        await session.Keep(Count, new
        {
            context.MessageId,
            session.Now,
            Fresh = fresh,
            Consumers = subscriptions.ConsumersOf(typeof(T)),
        });
    }

    private async Task Fail(ConsumeContext<T> context, Exception fault, Session session)
    {
        session.AfterCommit(() => Instruments.MessagesFailed.Add(1, new KeyValuePair<string, object?>("consumer", GetType().Name)));
        var row = new { context.MessageId, Consumer = GetType().Name, Reason = fault.GetType().Name + ": " + fault.Message, session.Now };
        if (await session.One<long>(FailedBefore, row) == 0)
            await session.Execute(AddFailure, row);
        await session.Execute(StopSending, row);
    }

    private const string Seen = """
        select count(*)
        from inbox_message
        where message_id = @MessageId and consumer = @Consumer
        """;

    private const string Mark = """
        insert into inbox_message (message_id, consumer, handled_at)
        values (@MessageId, @Consumer, @Now)
        """;

    // counting on the message's own row makes consumers that end together wait for each other: the last one sees that it is
    private const string Count = """
        update outbox_message
        set handled = handled + @Fresh,
            finished_at = case when handled + @Fresh >= @Consumers then @Now else finished_at end
        where id = @MessageId and finished_at is null
        """;

    private const string FailedBefore = """
        select count(*)
        from outbox_failure
        where message_id = @MessageId and consumer = @Consumer
        """;

    private const string AddFailure = """
        insert into outbox_failure (message_id, consumer, reason, failed_at)
        values (@MessageId, @Consumer, @Reason, @Now)
        """;

    private const string StopSending = """
        update outbox_message
        set failed_at = @Now
        where id = @MessageId and finished_at is null
        """;
}
