using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Trail;

/// <summary>
/// GET /trail/root: the latest root, open to everyone: the more people keep it, the less can be rewritten. GET /trail/subjects/{id}: a
/// subject's entries with their proofs, for inspectors and administrators.
/// </summary>
public static class GiveRoot
{
    /// <summary>The root and the public key that signed it.</summary>
    public sealed record Answer(TrailRoot Root, string NodeKey);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/trail/root", async (Database database, NodeKey key, Language language, CancellationToken stop) =>
            (await Handle(database, key, stop)).ToResult(language)).AllowAnonymous();
        routes.MapGet("/trail/subjects/{id:guid}", async (Guid id, Database database, NodeKey key, CancellationToken stop) =>
            Results.Json(await database.Read(session => TrailProof.Of(session, id, key), stop), MessageJson.Options))
            .WithMetadata(new RequiresRoleAttribute(Role.Inspector, Role.Administrator));
    }

    /// <summary>The latest root.</summary>
    public static async Task<Outcome<Answer>> Handle(Database database, NodeKey key, CancellationToken stop = default) =>
        await database.Read(TrailRoot.Latest, stop) is { } root
            ? new Answer(root, key.Public)
            : Refusal.NotFound("trail.no-root",
                "Nhật ký chưa có gốc nào được niêm phong; hãy thử lại sau vài giây.",
                "No root of the trail has been sealed yet; try again in some seconds.");
}
