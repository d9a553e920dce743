using System.Security.Claims;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.People;

/// <summary>
/// POST /sign-in: a person says who they are; the answer sets the session's cookie. The page's form calls the same Handle.
/// </summary>
public static class SignIn
{
    /// <summary>Who, and their password.</summary>
    public sealed record Command(string UserName, string Password)
    {
        /// <summary>Never the password.</summary>
        public override string ToString() => $"sign-in of {UserName}";
    }

    /// <summary>Who is in.</summary>
    public sealed record Answer(Guid UserId, string UserName, string FullName, bool MustChangePassword)
    {
        internal Guid Stamp { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/sign-in", async (
        Command command, HttpContext http, Database database, Language language) =>
    {
        var outcome = await Handle(command, database, http.RequestAborted);
        if (outcome.Refusal is null)
            await Enter(http, outcome.Answer);
        return outcome.ToResult(language);
    }).AllowAnonymous();

    /// <summary>
    /// Checks the name and password: the try is counted before, and one sentence covers a wrong name, a wrong password and an account
    /// closed.
    /// </summary>
    public static async Task<Outcome<Answer>> Handle(Command command, Database database, CancellationToken stop = default)
    {
        var outcome = await Check(command, database, stop);
        if (outcome.Refusal is { } no)
            Instruments.SignInFailures.Add(1, new KeyValuePair<string, object?>("code", no.Code));
        return outcome;
    }

    private static async Task<Outcome<Answer>> Check(Command command, Database database, CancellationToken stop)
    {
        if (command.UserName is not { Length: > 0 and <= 100 } || command.Password is not { Length: > 0 and <= 200 })
            return Refused;

        var counted = await database.Write(session => SignInTries.Count(session, command.UserName), stop);
        if (counted.Refusal is { } locked)
            return locked;

        var account = await database.Read(session => Account.Find(session, command.UserName), stop);
        if (!Passwords.Fits(account?.PasswordHash, command.Password)
            || await database.Read(session => Person.Find(session, account!.Id), stop) is null)
            return Refused;

        await database.Write(async session =>
        {
            await SignInTries.Reset(session, command.UserName);
            await session.Record(account!.Id, "signed-in", (account.Id.ToString(), account.FullName), new { account.UserName });
        }, stop);
        return new Answer(account!.Id, account.UserName, account.FullName, account.MustChange) { Stamp = account.SessionStamp };
    }

    /// <summary>Sets the session's cookie.</summary>
    public static Task Enter(HttpContext http, Answer who) => http.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme,
        new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, who.UserId.ToString()),
                new Claim(ClaimTypes.Name, who.UserName),
                new Claim(CurrentActor.StampClaim, who.Stamp.ToString()),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme)));

    internal static Refusal Refused { get; } = Refusal.Unauthorized("sign-in.refused",
        "Tên đăng nhập hoặc mật khẩu không đúng; hãy kiểm tra rồi thử lại.",
        "The user name or the password is not right; check both and try again.");
}
