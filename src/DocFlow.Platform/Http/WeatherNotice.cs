using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Platform.Http;

/// <summary>
/// While the database is away every request is answered at once: 503 with a sentence, and when to ask again. Where the disk is full what
/// would be stored is refused with 507.
/// </summary>
public static class WeatherNotice
{
    private const string AskAgainAfterSeconds = "5";

    /// <summary>
    /// Before everything that looks into the database; what shows people a page by its status stands before it.
    /// </summary>
    public static void UseWeatherNotice(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (DatabaseAway) when (!http.Response.HasStarted)
        {
            await Tell(http, DatabaseAway.Refusal);
        }
        catch (Exception full) when (StorageFull.Is(full) && !http.Response.HasStarted)
        {
            await Tell(http, StorageFull.Refusal);
        }
    });

    /// <summary>Says no for now: a person gets the page of this status, a program the sentence; both hear when to ask again.</summary>
    public static Task Tell(HttpContext http, Refusal refusal)
    {
        http.Response.Clear();
        http.Response.Headers.RetryAfter = AskAgainAfterSeconds;
        http.Response.StatusCode = refusal.Kind.Status();
        return http.WantsPage()
            ? Task.CompletedTask
            : refusal.ToResult(http.RequestServices.GetRequiredService<Language>()).ExecuteAsync(http);
    }
}
