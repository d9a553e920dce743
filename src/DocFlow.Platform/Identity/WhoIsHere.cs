using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using DocFlow.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity;

/// <summary>
/// GET /me, /directory/agency, /directory/units, /directory/people, /directory/partners: what every signed-in person may know.
/// </summary>
internal static class WhoIsHere
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me", (Actor actor) => Results.Json(actor, MessageJson.Options));
        var directory = routes.MapGroup("/directory");
        directory.MapGet("/agency", async (Database database, Language language, CancellationToken stop) =>
            (await database.Read(Agency.Need, stop)).ToResult(language));
        directory.MapGet("/units", async (Database database, CancellationToken stop) =>
            Results.Json(await database.Read(Unit.All, stop), MessageJson.Options));
        directory.MapGet("/people", async (Database database, CancellationToken stop) =>
            Results.Json(await database.Read(Person.All, stop), MessageJson.Options));
        directory.MapGet("/partners", async (Database database, CancellationToken stop) =>
            Results.Json(await database.Read(Partner.All, stop), MessageJson.Options));
    }
}
