using DocFlow.Platform.Data;
using MassTransit;

namespace DocFlow.Host.Hosting;

/// <summary>
/// GET /health/live: the process answers. GET /health/ready: 200 when it does its work, else 503, and which part is not ready. A process
/// that hosts the pages does its work also while only the bus is away: acts are recorded and their messages wait.
/// </summary>
public static class Health
{
    /// <summary>What readiness says; each part "ready" or what is the matter with it.</summary>
    public sealed record Report(string Status, string Role, string Process, string Database, string Schema, string Bus);

    private const string Fine = "ready";

    /// <summary>Maps both; anonymous.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/health/ready", Ready).AllowAnonymous();
    }

    private static async Task<IResult> Ready(
        Opening opening, ServeOptions serve, Migrations migrations, IBusControl bus, CancellationToken stop)
    {
        var (database, schema) = await Stored(migrations, stop);
        var report = new Report(Fine, serve.Role, ProcessState(opening.Phase), database, schema, BusState(bus, opening.Phase));
        var works = report is { Process: Fine, Database: Fine, Schema: Fine } && (report.Bus == Fine || serve.HostsHttp);
        return works
            ? Results.Json(report)
            : Results.Json(report with { Status = "not ready" }, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static string ProcessState(Phase phase) => phase switch
    {
        Phase.Open => Fine,
        Phase.Stopping => "is stopping",
        _ => "is starting",
    };

    private static string BusState(IBusControl bus, Phase phase)
    {
        if (phase is Phase.WaitsForDatabase or Phase.WaitsForSchema)
            return "not started yet";
        var health = bus.CheckHealth();
        return health.Status == BusHealthStatus.Healthy ? Fine : $"away, messages wait in the outbox: {health.Description}";
    }

    private static async Task<(string Database, string Schema)> Stored(Migrations migrations, CancellationToken stop)
    {
        try
        {
            return (Fine, await migrations.Look(stop) switch
            {
                { TakenAway: { } taken } => $"newer than this version knows: {taken} took away what it uses",
                { Missing: { } missing } => $"older than this version needs: {missing} is not applied",
                _ => Fine,
            });
        }
        catch (Exception away) when (away is DatabaseAway or System.Data.Common.DbException)
        {
            return ("does not answer", "unknown");
        }
    }
}
