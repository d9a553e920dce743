using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Keys;

/// <summary>POST /administration/keys/{id}/tries: an administrator, sure of who is asking, lets a locked key be tried again.</summary>
public static class OpenLockedKey
{
    /// <summary>The key that may be tried again.</summary>
    public sealed record Answer(Guid KeyId);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/keys/{id:guid}/tries", async (
        Guid id, RequestKey key, Actor actor, Once once, Language language) =>
        (await once.Run(key, new { id }, session => Handle(id, session, By.Person(actor)))).ToResult(language));

    /// <summary>Starts the count again.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, Session session, (string Id, string Name) by)
    {
        if (await session.Execute(StartAgain, new { Id = id, Active = true }) == 0)
            return KeySafe.Unknown;
        await session.Record(id, "key-unlocked", by, new { });
        return new Answer(id);
    }

    private const string StartAgain = """
        update signing_key
        set tries_used = 0
        where id = @Id and active = @Active
        """;
}
