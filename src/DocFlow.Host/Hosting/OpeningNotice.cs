using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;

namespace DocFlow.Host.Hosting;

/// <summary>Until the process is open every request but those about its health is answered with 503 and a sentence.</summary>
public static class OpeningNotice
{
    private const string AskAgainAfterSeconds = "5";

    private static readonly Refusal Refusal = Refusal.Unavailable("service.opening",
        "Hệ thống đang khởi động; hãy chờ ít phút rồi thử lại.",
        "The system is starting; wait a minute and try again.");

    /// <summary>Stands before everything that looks into the database.</summary>
    public static void UseOpeningNotice(this WebApplication app)
    {
        var opening = app.Services.GetRequiredService<Opening>();
        app.Use((http, next) => opening.Opened.IsCompletedSuccessfully || IsAboutUs(http.Request.Path) ? next(http) : Tell(http));
    }

    private static bool IsAboutUs(PathString path) =>
        path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/trouble");

    private static Task Tell(HttpContext http)
    {
        http.Response.Headers.RetryAfter = AskAgainAfterSeconds;
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return http.WantsPage()
            ? Task.CompletedTask
            : Refusal.ToResult(http.RequestServices.GetRequiredService<Language>()).ExecuteAsync(http);
    }
}
