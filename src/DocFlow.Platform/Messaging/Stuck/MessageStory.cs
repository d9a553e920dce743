using DocFlow.Platform.Data;

namespace DocFlow.Platform.Messaging.Stuck;

/// <summary>All that is known of one message: which act published it, how often it was sent, who has it, who has not and why.</summary>
public sealed record MessageStory
{
    /// <summary>The message.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it says happened.</summary>
    public required string Type { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was given to the bus.</summary>
    public required int Sends { get; init; }

    /// <summary>When it is sent next, while it is neither finished nor failed.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the last consumer had it.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When a consumer gave up.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>The acts in the transaction that published it.</summary>
    public IReadOnlyList<Act> PublishedBy { get; init; } = [];

    /// <summary>Each consumer it must reach.</summary>
    public IReadOnlyList<Reception> Receptions { get; init; } = [];

    /// <summary>Who put it back, and when.</summary>
    public IReadOnlyList<Act> Resent { get; init; } = [];

    /// <summary>Whether it waits for a person.</summary>
    public bool Stuck => FailedAt is not null && FinishedAt is null;

    /// <summary>Whether it goes on by itself.</summary>
    public bool OnItsWay => FailedAt is null && FinishedAt is null;

    /// <summary>An entry of the trail.</summary>
    public sealed record Act
    {
        /// <summary>What happened.</summary>
        public required string What { get; init; }

        /// <summary>Who did it.</summary>
        public required string ActorName { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>A consumer and whether it has the message.</summary>
    public sealed record Reception
    {
        /// <summary>The consumer.</summary>
        public required string Consumer { get; init; }

        /// <summary>When it had it.</summary>
        public DateTimeOffset? HandledAt { get; init; }

        /// <summary>When it gave up.</summary>
        public DateTimeOffset? FailedAt { get; init; }

        /// <summary>Why it gave up.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Tells it; null where no such message is kept.</summary>
    public static async Task<MessageStory?> Of(ReadSession session, Guid id, Subscriptions subscriptions)
    {
        if (await session.Find<MessageStory>(Message, new { Id = id }) is not { } story)
            return null;

        var known = (await session.List<Reception>(Known, new { Id = id })).ToDictionary(one => one.Consumer);
        var wanted = subscriptions.NamesOf(story.Type).Union(known.Keys);
        return story with
        {
            Type = StuckMessages.NameOf(story.Type),
            PublishedBy = await session.List<Act>(InItsTransaction, new { At = story.CreatedAt }),
            Receptions = [.. wanted.Select(name => known.GetValueOrDefault(name) ?? new Reception { Consumer = name })],
            Resent = await session.List<Act>(OfTheMessage, new { Id = id }),
        };
    }

    private const string Message = """
        select id, type, created_at, sends, due_at, finished_at, failed_at
        from outbox_message
        where id = @Id
        """;

    private const string Known = """
        select consumer, handled_at, null as failed_at, null as reason
        from inbox_message
        where message_id = @Id
        union all
        select consumer, null, failed_at, reason
        from outbox_failure
        where message_id = @Id and consumer not in (select consumer from inbox_message where message_id = @Id)
        """;

    // an act and its messages carry the one time of their transaction
    private const string InItsTransaction = """
        select act as what, actor_name, at
        from trail_entry
        where at = @At
        order by id
        """;

    private const string OfTheMessage = """
        select act as what, actor_name, at
        from trail_entry
        where subject_id = @Id
        order by sequence
        """;
}
