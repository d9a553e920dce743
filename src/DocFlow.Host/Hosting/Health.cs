using DocFlow.Platform.Data;
using MassTransit;

namespace DocFlow.Host.Hosting;

/// <summary>
/// GET /health/live: the process answers. GET /health/ready: the database and the bus answer too; 503 says which does not.
/// </summary>
public static class Health
{
    /// <summary>One answer of both.</summary>
    public sealed record Report(string Status, string Database, string Bus);

    /// <summary>Maps both; anonymous.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/health/ready", Ready).AllowAnonymous();
    }

    private static async Task<IResult> Ready(Database database, IBusControl bus, CancellationToken stop)
    {
        var data = await DatabaseState(database, stop);
        var health = bus.CheckHealth();
        var wakes = health.Status == BusHealthStatus.Healthy;
        var ready = data == "ready" && wakes;
        var report = new Report(ready ? "ready" : "not ready", data, wakes ? "ready" : health.Description);
        return Results.Json(report, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string> DatabaseState(Database database, CancellationToken stop)
    {
        try
        {
            await database.Read(session => session.One<long>("select count(*) from platform_migration"), stop);
            return "ready";
        }
        catch (DatabaseAway)
        {
            return "does not answer";
        }
    }
}
