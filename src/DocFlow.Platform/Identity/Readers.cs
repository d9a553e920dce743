using Microsoft.AspNetCore.Http;

namespace DocFlow.Platform.Identity;

/// <summary>Tells browsers that show pages from programs that read JSON.</summary>
public static class Readers
{
    /// <summary>Whether the request asks for a page.</summary>
    public static bool WantsPage(this HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
