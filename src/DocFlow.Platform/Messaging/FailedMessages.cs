using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Messaging;

/// <summary>
/// GET /administration/failed-messages, POST …/{id}/resending: messages that no retry could bring through; when the cause is gone they
/// are sent again.
/// </summary>
public static class FailedMessages
{
    private const int Shown = 200;

    /// <summary>A consumer that failed for good.</summary>
    public sealed record Failure
    {
        /// <summary>The message.</summary>
        public required Guid MessageId { get; init; }

        /// <summary>What it says happened.</summary>
        public required string Type { get; init; }

        /// <summary>Who could not handle it.</summary>
        public required string Consumer { get; init; }

        /// <summary>Why.</summary>
        public required string Reason { get; init; }

        /// <summary>Since when.</summary>
        public required DateTimeOffset FailedAt { get; init; }
    }

    /// <summary>The message that is on its way again.</summary>
    public sealed record Answer(Guid MessageId);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/failed-messages", async (Database database, CancellationToken stop) =>
            Results.Json(await database.Read(All, stop), MessageJson.Options));
        routes.MapPost("/failed-messages/{id:guid}/resending", async (
            Guid id, RequestKey key, Actor actor, Once once, Language language) =>
            (await once.Run(key, new { id }, session => Handle(id, session, By.Person(actor)))).ToResult(language));
    }

    /// <summary>The latest of them.</summary>
    public static Task<IReadOnlyList<Failure>> All(ReadSession session) => session.List<Failure>(Latest, new { Offset = 0, Limit = Shown });

    /// <summary>Sends one again.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, Session session, (string Id, string Name) by)
    {
        if (await session.Execute(SendAgain, new { Id = id, session.Now }) == 0)
            return Refusal.NotFound("message.not-failed",
                "Thông điệp này không ở trạng thái lỗi; có thể đã được gửi lại.",
                "This message is not a failed one; it may have been sent again already.");
        await session.Execute(Forget, new { Id = id });
        await session.Record(id, "message-resent", by, new { });
        return new Answer(id);
    }

    private const string Latest = """
        select failure.message_id, message.type, failure.consumer, failure.reason, failure.failed_at
        from outbox_failure failure
        join outbox_message message on message.id = failure.message_id
        order by failure.failed_at desc
        {page}
        """;

    private const string SendAgain = """
        update outbox_message
        set failed_at = null, due_at = @Now
        where id = @Id and failed_at is not null
        """;

    private const string Forget = """
        delete from outbox_failure
        where message_id = @Id
        """;
}
