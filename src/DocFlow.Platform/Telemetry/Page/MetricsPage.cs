using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Platform.Telemetry.Page;

/// <summary>
/// GET /metrics: the numbers of this process for Prometheus. There is no such page unless a token is configured, and nobody reads it
/// without the token: not even from this machine, for behind a proxy everybody comes from this machine.
/// </summary>
public static class MetricsPage
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Maps it, if a token is configured.</summary>
    public static void Map(IEndpointRouteBuilder routes, string? token)
    {
        if (string.IsNullOrEmpty(token))
            return;
        var board = routes.ServiceProvider.GetRequiredService<MetricBoard>();
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token));
        routes.MapGet("/metrics", (HttpRequest request) =>
        {
            var given = SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()));
            return CryptographicOperations.FixedTimeEquals(given, expected)
                ? Results.Text(board.Write(), ContentType)
                : Results.StatusCode(StatusCodes.Status401Unauthorized);
        }).AllowAnonymous();
    }
}
