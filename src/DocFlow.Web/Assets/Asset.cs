using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace DocFlow.Web.Assets;

/// <summary>GET /assets/{version}/{path}: what the build embedded (styles, scripts, pdf.js), for browsers to keep.</summary>
public static class Asset
{
    private static readonly string Version = typeof(Asset).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..12];

    private static readonly FileExtensionContentTypeProvider Types = new(new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".ttf"] = "font/ttf",
        [".wasm"] = "application/wasm",
    });

    /// <summary>The address of an asset, such as <c>docflow.css</c> or <c>pdfjs/pdf.min.mjs</c>.</summary>
    public static string Href(string path) => $"/assets/{Version}/{path}";

    /// <summary>Maps it; the sign-in page needs it too, so it is anonymous.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/assets/{version}/{**path}", Serve).AllowAnonymous();

    private static IResult Serve(string version, string path, HttpContext http)
    {
        if (typeof(Asset).Assembly.GetManifestResourceStream("assets/" + path) is not { } content)
            return Results.NotFound();

        // another machine may run another version for a while: serve it, but let nobody keep it under the wrong name
        http.Response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-store";
        return Results.Stream(content, Types.TryGetContentType(path, out var type) ? type : "application/octet-stream");
    }
}
