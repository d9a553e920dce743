using System.Text.Json;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Platform.Reconciling;

/// <summary>
/// What the platform's own tables say: messages that nobody heard, entries of the trail under no root, sweeps that nobody does.
/// </summary>
internal static class CheckPlatform
{
    /// <summary>A lease passes from a process that fell to another in this time, so less says nothing.</summary>
    private static readonly TimeSpan Changeover = 3 * Leases.Silence;

    private sealed record MessageRow
    {
        public required Guid Id { get; init; }
        public required string Type { get; init; }
        public required string Body { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required int Sends { get; init; }
        public required int Handled { get; init; }
        public required DateTimeOffset DueAt { get; init; }

        public string Name => Type[(Type.LastIndexOf('.') + 1)..];
    }

    private sealed record FailureRow
    {
        public required Guid MessageId { get; init; }
        public required string Type { get; init; }
        public required string Body { get; init; }
        public required string Consumer { get; init; }
        public required string Reason { get; init; }
        public required DateTimeOffset FailedAt { get; init; }
    }

    private sealed record UnsealedRow
    {
        public required long Entries { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }

    private sealed record SilentRow
    {
        public required string Name { get; init; }
        public required DateTimeOffset BeatAt { get; init; }
    }

    public static IReadOnlyList<Check> All(IEnumerable<Room> rooms)
    {
        var subscriptions = new Subscriptions(rooms);
        return [new((session, look) => Unheard(session, look, subscriptions)), new(Failed), new(Unsealed), new(Undone)];
    }

    private static async Task<IReadOnlyList<Finding>> Unheard(ReadSession session, Look look, Subscriptions subscriptions)
    {
        var rows = await session.List<MessageRow>(UnheardMessages, look.Parameters);
        return [.. rows.Select(row => Unheard(row, $"{row.Handled}/{subscriptions.ConsumersOf(row.Type)}", look))];
    }

    // the relay sends it again by itself, later and later; only one that was planned by a clock far ahead would lie for ever
    private static Finding Unheard(MessageRow row, string handled, Look look) => new("message.unheard", SubjectOf(row.Body), row.CreatedAt,
        $"Thông điệp {row.Name} đã gửi {row.Sends} lần, số nơi nhận đã xử lý xong: {handled}.",
        $"Message {row.Name} was sent {row.Sends} times; consumers that have handled it: {handled}.")
    {
        Heal = row.DueAt <= look.TooLate ? null : async write => await write.Execute(SendNow, new { row.Id, write.Now }) > 0,
    };

    private static async Task<IReadOnlyList<Finding>> Failed(ReadSession session, Look look)
    {
        var rows = await session.List<FailureRow>(FailedMessages, look.Parameters);
        return [.. rows.Select(row => new Finding("message.failed", SubjectOf(row.Body), row.FailedAt,
            $"{row.Consumer} không xử lý được thông điệp {row.MessageId}: {row.Reason}. Khắc phục nguyên nhân rồi gửi lại.",
            $"{row.Consumer} could not handle message {row.MessageId}: {row.Reason}. Mend the cause, then send it again."))];
    }

    private static async Task<IReadOnlyList<Finding>> Unsealed(ReadSession session, Look look)
    {
        var row = await session.One<UnsealedRow>(UnsealedEntries, look.Parameters);
        return row.Oldest is not { } oldest ? [] :
        [
            new("trail.unsealed", null, oldest,
                $"{row.Entries} mục nhật ký chưa được niêm phong; không có tiến trình nào đang niêm phong nhật ký.",
                $"{row.Entries} entries of the trail are under no root: no process seals the trail."),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> Undone(ReadSession session, Look look)
    {
        var rows = await session.List<SilentRow>(SilentLeases, look.Parameters);
        var latest = await session.Find<SilentRow>(LatestBeat);
        var patience = TimeSpan.FromTicks(Math.Max(look.Patience.Ticks, Changeover.Ticks));
        return [.. rows.Where(row => row.BeatAt < latest!.BeatAt - patience).Select(row => new Finding(
            "sweep.undone", null, row.BeatAt,
            $"Không tiến trình nào đang làm việc định kỳ '{row.Name}', trong khi các việc khác vẫn chạy.",
            $"No process does the sweep '{row.Name}', while others are done."))];
    }

    /// <summary>The document (or the case) that a kept message is about.</summary>
    private static Guid? SubjectOf(string body)
    {
        using var message = JsonDocument.Parse(body);
        foreach (var name in new[] { "documentId", "caseId" })
        {
            if (message.RootElement.TryGetProperty(name, out var id) && id.TryGetGuid(out var subject))
                return subject;
        }

        return null;
    }

    private const string UnheardMessages = """
        select id, type, body, created_at, sends, handled, due_at
        from outbox_message
        where finished_at is null and failed_at is null and (created_at < @Before or created_at > @TooLate or due_at > @TooLate)
        order by created_at
        {page}
        """;

    private const string SendNow = """
        update outbox_message
        set due_at = @Now
        where id = @Id and finished_at is null and failed_at is null
        """;

    private const string FailedMessages = """
        select failure.message_id, message.type, message.body, failure.consumer, failure.reason, failure.failed_at
        from outbox_failure failure
        join outbox_message message on message.id = failure.message_id
        where message.finished_at is null
        order by failure.failed_at
        {page}
        """;

    private const string UnsealedEntries = """
        select count(*) as entries, min(at) as oldest
        from trail_entry
        where root_number is null and at < @Before
        """;

    private const string SilentLeases = """
        select name, beat_at
        from platform_lease
        order by name
        {page}
        """;

    private const string LatestBeat = """
        select name, beat_at
        from platform_lease
        where beat_at = (select max(beat_at) from platform_lease) and name = (
            select min(name) from platform_lease where beat_at = (select max(beat_at) from platform_lease))
        """;
}
