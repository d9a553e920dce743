using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.People;

/// <summary>POST /sign-out: ends the session in this browser; a page's form is sent on to the sign-in page.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", async (HttpContext http) =>
    {
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return http.WantsPage() ? Results.LocalRedirect("/sign-in") : Results.NoContent();
    }).WithMetadata(new OneTimePasswordSufficesAttribute());
}
