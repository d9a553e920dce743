using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.People;

/// <summary>
/// POST /password: a person chooses another password; a one-time password is good for nothing else. Their other sessions end.
/// </summary>
public static class ChangePassword
{
    /// <summary>The password of now and the chosen one.</summary>
    public sealed record Command(string Current, string Chosen)
    {
        /// <summary>Never a password.</summary>
        public override string ToString() => "change of password";
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/password", async (
        Command command, Actor actor, HttpContext http, Database database, Language language) =>
    {
        var outcome = await Handle(command, actor, database, http.RequestAborted);
        if (outcome.Refusal is null)
            await SignIn.Enter(http, outcome.Answer);
        return outcome.ToResult(language);
    }).WithMetadata(new OneTimePasswordSufficesAttribute());

    /// <summary>Changes it; the caller then sets the cookie anew with <see cref="SignIn.Enter"/>.</summary>
    public static async Task<Outcome<SignIn.Answer>> Handle(
        Command command, Actor actor, Database database, CancellationToken stop = default)
    {
        if (command.Current is not { Length: > 0 and <= 200 } || command.Chosen is null)
            return WrongPassword;

        var counted = await database.Write(session => SignInTries.Count(session, actor.UserName), stop);
        if (counted.Refusal is { } locked)
            return locked;

        var account = await database.Read(session => Account.Find(session, actor.UserId), stop);
        if (!Passwords.Fits(account?.PasswordHash, command.Current))
            return WrongPassword;
        if (Passwords.Weakness(command.Chosen, actor.UserName, command.Current) is { } weak)
            return weak;

        var hash = Passwords.Hash(command.Chosen);
        return await database.Write(session => Keep(session, actor, hash), stop);
    }

    private static async Task<Outcome<SignIn.Answer>> Keep(Session session, Actor actor, string hash)
    {
        await SignInTries.Reset(session, actor.UserName);
        await Account.SetPassword(session, actor.UserId, hash, mustChange: false);
        await session.Record(actor.UserId, "password-changed", actor, new { actor.UserName });
        var account = await Account.Find(session, actor.UserId);
        return new SignIn.Answer(actor.UserId, actor.UserName, actor.FullName, MustChangePassword: false) { Stamp = account!.SessionStamp };
    }

    private static Refusal WrongPassword { get; } = Refusal.Forbidden("password.wrong",
        "Mật khẩu hiện tại không đúng; hãy nhập lại.",
        "The current password is not right; type it again.");
}
