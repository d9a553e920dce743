using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Platform.Http;

/// <summary>While the database is away every request is answered at once: 503 with a sentence, and when to ask again.</summary>
public static class DatabaseNotice
{
    private const string AskAgainAfterSeconds = "5";

    /// <summary>
    /// Before everything that looks into the database; what shows people a page by its status stands before it.
    /// </summary>
    public static void UseDatabaseNotice(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (DatabaseAway) when (!http.Response.HasStarted)
        {
            await Tell(http);
        }
    });

    private static Task Tell(HttpContext http)
    {
        http.Response.Clear();
        http.Response.Headers.RetryAfter = AskAgainAfterSeconds;
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return http.WantsPage()
            ? Task.CompletedTask
            : DatabaseAway.Refusal.ToResult(http.RequestServices.GetRequiredService<Language>()).ExecuteAsync(http);
    }
}
