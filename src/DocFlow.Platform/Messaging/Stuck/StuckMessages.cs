using System.Text.Json;
using DocFlow.Platform.Data;
using DocFlow.Platform.Reconciling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Messaging.Stuck;

/// <summary>A message that does not go on by itself, or has not for long.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Type">What it says happened.</param>
/// <param name="Consumer">Who could not handle it; null where it is only late.</param>
/// <param name="Since">Since when.</param>
/// <param name="Vi">Why, in Vietnamese.</param>
/// <param name="En">Why, in English.</param>
public sealed record StuckMessage(Guid MessageId, string Type, string? Consumer, DateTimeOffset Since, string Vi, string En)
{
    /// <summary>The document (or the case) that it is about.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Planned by a clock that ran far ahead; any other late one the relay sends again by itself, later and later.</summary>
    public bool PlannedTooLate { get; init; }
}

/// <summary>
/// GET /administration/stuck-messages: what is stuck, messages that no try could bring through and those unfinished for long.
/// </summary>
public static class StuckMessages
{
    private sealed record FailureRow
    {
        public required Guid MessageId { get; init; }

        public required string Type { get; init; }

        public required string Body { get; init; }

        public required string Consumer { get; init; }

        public required string Reason { get; init; }

        public required DateTimeOffset FailedAt { get; init; }
    }

    private sealed record LateRow
    {
        public required Guid Id { get; init; }

        public required string Type { get; init; }

        public required string Body { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required DateTimeOffset DueAt { get; init; }

        public required int Sends { get; init; }

        public required int Handled { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/stuck-messages", async (
        Database database, Subscriptions subscriptions, TimeProvider clock, CancellationToken stop) => Results.Json(
        await database.Read(session => All(session, subscriptions, Look.Around(clock.GetUtcNow())), stop), MessageJson.Options));

    /// <summary>The latest failures, then the oldest of those that are late.</summary>
    public static async Task<IReadOnlyList<StuckMessage>> All(ReadSession session, Subscriptions subscriptions, Look look)
    {
        var failed = await session.List<FailureRow>(Failed, look.Parameters);
        var late = await session.List<LateRow>(Late, look.Parameters);
        return
        [
            .. failed.Select(row => Say(row) with { Subject = SubjectOf(row.Body) }),
            .. late.Select(row => row.DueAt > look.TooLate
                ? SayFar(row) with { Subject = SubjectOf(row.Body), PlannedTooLate = true }
                : Say(row, subscriptions.ConsumersOf(row.Type)) with { Subject = SubjectOf(row.Body) }),
        ];
    }

    private static StuckMessage Say(FailureRow row) => new(row.MessageId, NameOf(row.Type), row.Consumer, row.FailedAt,
        $"{row.Consumer} đã thử {BusSetup.Retries + 1} lần mà không xử lý được: {row.Reason}. Khắc phục nguyên nhân rồi gửi lại.",
        $"{row.Consumer} tried {BusSetup.Retries + 1} times and could not handle it: {row.Reason}. Mend the cause, then send it again.");

    private static StuckMessage Say(LateRow row, int consumers) => row.Sends == 0
        ? new(row.Id, NameOf(row.Type), null, row.CreatedAt,
            "Chưa gửi được: bus chưa nhận thông điệp này.",
            "Not sent yet: the bus has not taken it.")
        : new(row.Id, NameOf(row.Type), null, row.CreatedAt,
            $"Đã gửi {row.Sends} lần; {row.Handled}/{consumers} nơi nhận đã xử lý xong, phần còn lại chưa chạy hoặc đang chờ.",
            $"Sent {row.Sends} times; {row.Handled} of {consumers} consumers have handled it, the others do not run or are behind.");

    private static StuckMessage SayFar(LateRow row) => new(row.Id, NameOf(row.Type), null, row.CreatedAt,
        $"Hẹn gửi mãi đến {row.DueAt:u}, do một đồng hồ chạy nhanh.",
        $"Planned for as late as {row.DueAt:u}, by a clock that ran ahead.");

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

    /// <summary>A message's type without its namespace.</summary>
    internal static string NameOf(string type) => type[(type.LastIndexOfAny(['.', '+']) + 1)..];

    private const string Failed = """
        select failure.message_id, message.type, message.body, failure.consumer, failure.reason, failure.failed_at
        from outbox_failure failure
        join outbox_message message on message.id = failure.message_id
        where message.finished_at is null
        order by failure.failed_at desc
        {page}
        """;

    private const string Late = """
        select id, type, body, created_at, due_at, sends, handled
        from outbox_message
        where finished_at is null and failed_at is null and (created_at < @Before or due_at > @TooLate)
        order by created_at
        {page}
        """;
}
