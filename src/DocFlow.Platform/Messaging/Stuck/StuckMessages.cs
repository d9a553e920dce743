using DocFlow.Platform.Data;

namespace DocFlow.Platform.Messaging.Stuck;

/// <summary>A message that does not go on by itself, or has not for long.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Type">What it says happened.</param>
/// <param name="Consumer">Who could not handle it; null where it is only late.</param>
/// <param name="Since">Since when.</param>
/// <param name="Vi">Why, in Vietnamese.</param>
/// <param name="En">Why, in English.</param>
public sealed record StuckMessage(Guid MessageId, string Type, string? Consumer, DateTimeOffset Since, string Vi, string En);

/// <summary>What is stuck: messages that no try could bring through, and those unfinished for long.</summary>
public static class StuckMessages
{
    /// <summary>How long a message may be on its way before it is called late.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int Shown = 200;

    private sealed record FailureRow
    {
        public required Guid MessageId { get; init; }

        public required string Type { get; init; }

        public required string Consumer { get; init; }

        public required string Reason { get; init; }

        public required DateTimeOffset FailedAt { get; init; }
    }

    private sealed record LateRow
    {
        public required Guid Id { get; init; }

        public required string Type { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required int Sends { get; init; }

        public required int Handled { get; init; }
    }

    /// <summary>The latest failures, then the oldest of those that are late.</summary>
    public static async Task<IReadOnlyList<StuckMessage>> All(ReadSession session, Subscriptions subscriptions, DateTimeOffset now)
    {
        var page = new { Offset = 0, Limit = Shown, Before = now - Patience };
        var failed = await session.List<FailureRow>(Failed, page);
        var late = await session.List<LateRow>(Late, page);
        return [.. failed.Select(Say), .. late.Select(row => Say(row, subscriptions.ConsumersOf(row.Type)))];
    }

    private static StuckMessage Say(FailureRow row) => new(row.MessageId, NameOf(row.Type), row.Consumer, row.FailedAt,
        $"{row.Consumer} đã thử {BusSetup.Retries + 1} lần mà không xử lý được: {row.Reason}",
        $"{row.Consumer} tried {BusSetup.Retries + 1} times and could not handle it: {row.Reason}");

    private static StuckMessage Say(LateRow row, int consumers) => row.Sends == 0
        ? new(row.Id, NameOf(row.Type), null, row.CreatedAt,
            "Chưa gửi được: bus chưa nhận thông điệp này.",
            "Not sent yet: the bus has not taken it.")
        : new(row.Id, NameOf(row.Type), null, row.CreatedAt,
            $"Đã gửi {row.Sends} lần; {row.Handled}/{consumers} nơi nhận đã xử lý xong, phần còn lại chưa chạy hoặc đang chờ.",
            $"Sent {row.Sends} times; {row.Handled} of {consumers} consumers have handled it, the others do not run or are behind.");

    /// <summary>A message's type without its namespace.</summary>
    internal static string NameOf(string type) => type[(type.LastIndexOfAny(['.', '+']) + 1)..];

    private const string Failed = """
        select failure.message_id, message.type, failure.consumer, failure.reason, failure.failed_at
        from outbox_failure failure
        join outbox_message message on message.id = failure.message_id
        where message.finished_at is null
        order by failure.failed_at desc
        {page}
        """;

    private const string Late = """
        select id, type, created_at, sends, handled
        from outbox_message
        where finished_at is null and failed_at is null and created_at < @Before
        order by created_at
        {page}
        """;
}
