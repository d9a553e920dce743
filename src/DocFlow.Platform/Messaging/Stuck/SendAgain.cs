using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Reconciling;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Messaging.Stuck;

/// <summary>
/// POST /administration/stuck-messages/{id}/resending: a message whose trouble is mended is put back; consumers that have it already do
/// nothing, so it is safe to repeat.
/// </summary>
public static class SendAgain
{
    /// <summary>The message that is on its way again.</summary>
    public sealed record Answer(Guid MessageId);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/stuck-messages/{id:guid}/resending", async (
            Guid id, RequestKey key, Actor actor, Once once, ErrorQueues copies, Language language) =>
        {
            var outcome = await once.Run(key, new { id }, session => Handle(id, session, By.Person(actor)));
            if (outcome.Refusal is null)
                await copies.Drop([id], default);
            return outcome.ToResult(language);
        });
    }

    /// <summary>Puts one back; its copy in an error queue is dropped after the commit.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, Session session, (string Id, string Name) by)
    {
        var look = Look.Around(session.Now);
        if (await session.Execute(PutBack, new { Id = id, look.Now, look.Before, look.TooLate }) == 0)
            return Refusal.NotFound("message.not-failed",
                "Thông điệp này không bị kẹt; có thể đã được gửi lại hoặc đã xử lý xong.",
                "This message is not stuck; it may have been sent again already, or be finished.");
        await session.Execute(Forget, new { Id = id });
        await session.Record(id, "message-resent", by, new { });
        return new Answer(id);
    }

    private const string PutBack = """
        update outbox_message
        set failed_at = null, due_at = @Now
        where id = @Id and finished_at is null
            and (failed_at is not null or due_at > @TooLate or (created_at < @Before and due_at > @Now))
        """;

    private const string Forget = """
        delete from outbox_failure
        where message_id = @Id
        """;
}
