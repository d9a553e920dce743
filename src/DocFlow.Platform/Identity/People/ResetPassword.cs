using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.People;

/// <summary>
/// POST /administration/users/{id}/password: an administrator gives a person another one-time password; their sessions end, a locked name
/// opens.
/// </summary>
public static class ResetPassword
{
    /// <summary>The person.</summary>
    /// <param name="UserId">Their id.</param>
    /// <param name="OneTimePassword">Told in the first answer only; a repeated request does not tell it again.</param>
    public sealed record Answer(Guid UserId, string? OneTimePassword);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/users/{id:guid}/password", async (
        Guid id, RequestKey key, Actor actor, Once once, Language language) =>
        (await Handle(id, key, actor, once)).ToResult(language));

    /// <summary>An administrator's request.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, RequestKey key, Actor actor, Once once)
    {
        var password = OneTimePassword.Make();
        string? told = null;
        var outcome = await once.Run(key, new { id }, async session =>
        {
            session.AfterCommit(() => told = password.Text);
            return await Give(session, id, password, By.Person(actor));
        });
        return outcome.Then(answer => answer with { OneTimePassword = told });
    }

    private static async Task<Outcome<Answer>> Give(Session session, Guid id, OneTimePassword password, (string Id, string Name) by)
    {
        if (await Account.Find(session, id) is not { } account)
            return Account.Unknown;
        await Account.SetPassword(session, id, password.Hash, mustChange: true);
        await SignInTries.Reset(session, account.UserName);
        await session.Record(id, "password-reset", by, new { account.UserName });
        return new Answer(id, OneTimePassword: null);
    }
}
