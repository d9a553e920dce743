using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Web.Layout;

/// <summary>POST /language: the reader chooses a language and comes back to the same page.</summary>
public static class SwitchLanguage
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/language", Handle).AllowAnonymous();

    private static IResult Handle([FromForm] string lang, [FromForm] string back, HttpContext http, TimeProvider clock)
    {
        http.Response.Cookies.Append(Language.Cookie, lang == "en" ? "en" : "vi", new CookieOptions
        {
            Expires = clock.GetUtcNow().AddYears(1),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return Results.LocalRedirect(IsLocal(back) ? back : "/");
    }

    private static bool IsLocal(string back) => back is ['/'] or ['/', not ('/' or '\\'), ..];
}
