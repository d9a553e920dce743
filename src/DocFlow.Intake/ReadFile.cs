using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace DocFlow.Intake;

/// <summary>GET /intake/files/{id}/content: the bytes as they came in, whole or in ranges; a look at them goes into the trail.</summary>
public sealed class ReadFile(Database database, ContentStore content)
{
    private sealed record FileRow
    {
        public required string Name { get; init; }

        public required string Sha256 { get; init; }

        public required FileState State { get; init; }

        public Guid? DocumentId { get; init; }

        public required string Report { get; init; }

        // what is no PDF that screening let through is never shown by a browser, only kept on the reader's disk
        public bool IsShown => ScreeningReport.Read(Report).Unusable is null;
    }

    /// <summary>A viewer asks for many ranges of one file: only the one with its beginning is the look.</summary>
    public async Task<IResult> Handle(Guid fileId, HttpContext http, Actor actor, Language language)
    {
        var range = http.Request.GetTypedHeaders().Range;
        var isFirst = range is null || range.Ranges.Any(part => part.From is null or 0);
        var found = await database.Write(session => Find(fileId, isFirst, session, actor), http.RequestAborted);
        if (found.Refusal is { } refusal)
            return refusal.ToResult(language);

        var (name, sha256, isShown) = (found.Answer.Name, found.Answer.Sha256, found.Answer.IsShown);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        var file = await content.Open(sha256, http.RequestAborted);
        var type = isShown ? "application/pdf" : "application/octet-stream";
        return Results.File(file, type, entityTag: new EntityTagHeaderValue($"\"{sha256}\""), enableRangeProcessing: true);
    }

    private static async Task<Outcome<FileRow>> Find(Guid fileId, bool isFirst, Session session, Actor actor)
    {
        if (Refusals.UnlessReader(actor) is { } forbidden)
            return forbidden;
        if (await session.Find<FileRow>(Select, new { Id = fileId }) is not { } file)
            return Refusals.UnknownFile;
        if (file.State == FileState.Destroyed)
            return Condemning.Gone;
        if (isFirst)
            await session.Record(file.DocumentId ?? fileId, "viewed", actor, new { file.Sha256 });
        return file;
    }

    private const string Select = """
        select name, sha256, state, document_id, report
        from intake_file
        where id = @Id
        """;
}
