using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using DocFlow.Workflow.Book;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>GET /cases/{id}/file?version=SHA256: one version of a case's file; that it was looked at goes into the trail.</summary>
public static class ShowFile
{
    private sealed record VersionRow
    {
        public DateTimeOffset? DestroyedAt { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases/{id:guid}/file", async (
        Guid id, string version, HttpContext http, Actor actor, Database database, ContentStore content, Language language) =>
    {
        var view = await Handle(id, version, actor, database, IsLaterPart(http.Request));
        if (view.Refusal is { } refusal)
            return refusal.ToResult(language);
        return Results.Stream(await content.Open(version, http.RequestAborted), "application/pdf", enableRangeProcessing: true);
    });

    /// <summary>Whether this person may see this version; a part of it fetched later is the same view.</summary>
    public static Task<Outcome<string>> Handle(Guid id, string version, Actor actor, Database database, bool laterPart) => laterPart
        ? database.Read(async session => (await Find(session, id, version, actor)).Then(_ => version))
        : database.Write(async session =>
        {
            var found = await Find(session, id, version, actor);
            if (found.Refusal is null)
                await session.Record(found.Answer.Row.DocumentId, "viewed", actor, new { CaseId = id, Sha256 = version });
            return found.Then(_ => version);
        });

    private static async Task<Outcome<KeptCase>> Find(ReadSession session, Guid id, string version, Actor actor)
    {
        var versions = await session.Ask<VersionRow>(Versions, new { Id = id, Sha256 = version });
        var found = await CaseBook.Read(session, id, actor);
        if (found.Refusal is { } refusal)
            return refusal;
        var kept = await versions.Answer();
        if (kept.Count == 0)
            return Refusals.Unknown;
        return kept.All(one => one.DestroyedAt is not null) ? Condemning.Gone : found;
    }

    private static bool IsLaterPart(HttpRequest request) =>
        request.GetTypedHeaders().Range is { } range && range.Ranges.All(part => part.From > 0);

    private const string Versions = """
        select destroyed_at
        from workflow_file
        where case_id = @Id and sha256 = @Sha256
        """;
}
