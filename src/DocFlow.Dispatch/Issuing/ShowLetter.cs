using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Issuing;

/// <summary>
/// GET /dispatch/content/{sha256}: a letter that waits to be issued, or one that was; that it was looked at goes into the trail.
/// </summary>
public static class ShowLetter
{
    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapGet("/content/{sha256}", async (
        string sha256, HttpContext http, Actor actor, Database database, ContentStore content, Language language) =>
    {
        var laterPart = http.Request.GetTypedHeaders().Range is { } range && range.Ranges.All(part => part.From > 0);
        var seen = await Handle(sha256, actor, database, laterPart);
        return seen.Refusal is { } refusal
            ? refusal.ToResult(language)
            : Results.Stream(await content.Open(sha256, http.RequestAborted), "application/pdf", enableRangeProcessing: true);
    }).WithMetadata(ListReady.Readers);

    /// <summary>Keeps the view; a part of the file fetched later is the same view.</summary>
    public static Task<Outcome<Guid>> Handle(string sha256, Actor actor, Database database, bool laterPart) => laterPart
        ? database.Read(session => Find(session, sha256))
        : database.Write(async session =>
        {
            var found = await Find(session, sha256);
            if (found.Refusal is null)
                await session.Record(found.Answer, "viewed", actor, new { Sha256 = sha256 });
            return found;
        });

    private static async Task<Outcome<Guid>> Find(ReadSession session, string sha256)
    {
        var documents = await session.List<Guid>(DocumentOf, new { Sha256 = sha256 });
        return documents is [var document, ..] ? document : IssueRefusals.Unknown;
    }

    private const string DocumentOf = """
        select document_id
        from dispatch_ready
        where file_sha256 = @Sha256
        union
        select document_id
        from dispatch_issue
        where file_sha256 = @Sha256
        """;
}
