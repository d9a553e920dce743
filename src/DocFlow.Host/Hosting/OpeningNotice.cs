using DocFlow.Platform;
using DocFlow.Platform.Http;

namespace DocFlow.Host.Hosting;

/// <summary>Until the process is open every request but those about its health is answered with 503 and a sentence.</summary>
public static class OpeningNotice
{
    private static readonly Refusal Refusal = Refusal.Unavailable("service.opening",
        "Hệ thống đang khởi động; hãy chờ ít phút rồi thử lại.",
        "The system is starting; wait a minute and try again.");

    /// <summary>Stands before everything that looks into the database.</summary>
    public static void UseOpeningNotice(this WebApplication app)
    {
        var opening = app.Services.GetRequiredService<Opening>();
        app.Use((http, next) => opening.Opened.IsCompletedSuccessfully || IsAboutUs(http.Request.Path)
            ? next(http)
            : WeatherNotice.Tell(http, Refusal));
    }

    private static bool IsAboutUs(PathString path) =>
        path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/trouble");
}
