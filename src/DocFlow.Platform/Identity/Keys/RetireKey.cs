using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Keys;

/// <summary>
/// POST /administration/keys/{id}/retirement: a key is used no more (lost, or its owner has left); a certificate of the local authority is
/// revoked.
/// </summary>
public static class RetireKey
{
    /// <summary>Why.</summary>
    public sealed record Command(string Reason);

    /// <summary>The key retired.</summary>
    public sealed record Answer(Guid KeyId);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/keys/{id:guid}/retirement", async (
        Guid id, Command command, RequestKey key, Actor actor, Once once, Database database, KeyMaking keys, Language language) =>
    {
        var outcome = await once.Run(key, command, session => Handle(id, command, session, By.Person(actor)));
        if (outcome.Refusal is null)
            await Revoke(id, database, keys);
        return outcome.ToResult(language);
    });

    /// <summary>Ends its use here; <see cref="Revoke"/> then tells the world.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, Command command, Session session, (string Id, string Name) by)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusal.Invalid("key.reason-missing",
                "Hãy ghi lý do thôi dùng khóa ký.",
                "Say why the key is used no more.");
        if (await session.Execute(Retire, new { Id = id, Yes = true, No = false }) == 0)
            return KeySafe.Unknown;
        await session.Record(id, "key-retired", by, new { command.Reason });
        return new Answer(id);
    }

    /// <summary>Revokes the certificate of a retired key; a second time changes nothing.</summary>
    public static async Task Revoke(Guid id, Database database, KeyMaking keys)
    {
        var key = await database.Read(session => SigningKey.Find(session, id));
        if (key is { Active: false })
            keys.Revoke(key.Certificate);
    }

    private const string Retire = """
        update signing_key
        set active = @No
        where id = @Id and active = @Yes
        """;
}
