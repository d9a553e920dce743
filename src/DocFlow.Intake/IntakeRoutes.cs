using DocFlow.Intake.Packets;
using DocFlow.Intake.Receiving;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Intake;

/// <summary>The addresses of this room's slices.</summary>
internal static class IntakeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var intake = routes.MapGroup("/intake");
        MapFiles(intake);
        MapDocuments(intake);
        MapRegister(intake);
        PacketRoutes.Map(intake);
        Recalling.RequestRoutes.Map(intake);
    }

    private static void MapFiles(RouteGroupBuilder intake)
    {
        intake.MapPost("/files", Receive).DisableAntiforgery();
        intake.MapGet("/files", async (int? page, Database database, Actor actor, Language language, CancellationToken stop) =>
            (await database.Read(session => ListFiles.Handle(session, actor, page ?? 1), stop)).ToResult(language));
        intake.MapGet("/files/{fileId:guid}/content", (Guid fileId, HttpContext http, Actor actor, ReadFile slice, Language language) =>
            slice.Handle(fileId, http, actor, language));
        intake.MapPost("/files/{fileId:guid}/decision", async (
            Guid fileId, DecideFile.Command sent, RequestKey key, Actor actor, DecideFile slice, Language language, CancellationToken stop)
            => (await slice.Submit(sent with { FileId = fileId }, key, actor, stop)).ToResult(language));
    }

    private static void MapDocuments(RouteGroupBuilder intake)
    {
        intake.MapPost("/documents", async (
            RegisterDocument.Command sent, RequestKey key, Actor actor, RegisterDocument slice, Language language, CancellationToken stop)
            => (await slice.Submit(sent, key, actor, stop)).ToResult(language));
        intake.MapPost("/documents/{documentId:guid}/void", async (
            Guid documentId, VoidArrival.Command sent, RequestKey key, Actor actor, Once once, Language language, CancellationToken stop) =>
        {
            var command = sent with { DocumentId = documentId };
            return (await once.Run(key, command, session => VoidArrival.Handle(command, session, actor), stop)).ToResult(language);
        });
    }

    private static void MapRegister(RouteGroupBuilder intake)
    {
        intake.MapGet("/arrivals", async (
            int? year, int? page, int? size, Database database, Actor actor, TimeProvider clock, Language language) =>
        {
            var shown = year ?? clock.OfficeToday().Year;
            return (await database.Read(session => ListRegister.Handle(shown, page ?? 1, size ?? 50, session, actor))).ToResult(language);
        });
        intake.MapGet("/arrivals/{documentId:guid}", async (Guid documentId, Database database, Actor actor, Language language) =>
            (await database.Read(session => ShowArrival.Handle(documentId, session, actor))).ToResult(language));
        intake.MapGet("/arrivals.csv", async (
            int? year, Database database, Actor actor, TimeProvider clock, Language language, CancellationToken stop) =>
        {
            var shown = year ?? clock.OfficeToday().Year;
            var csv = await database.Read(session => ExportRegister.Handle(shown, session, actor), stop);
            return csv.Refusal is { } refusal
                ? refusal.ToResult(language)
                : Results.File(csv.Answer, "text/csv; charset=utf-8", $"so-van-ban-den-{shown}.csv");
        });
    }

    private static async Task<IResult> Receive(HttpContext http, RequestKey key, Actor actor, ReceiveFile slice, Language language)
    {
        // only here: a scanned dossier is larger than any other request may be; the slice counts the bytes itself
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } most)
            most.MaxRequestBodySize = null;
        var upload = await Upload.Open(http.Request, http.RequestAborted);
        return upload.Refusal is { } refusal
            ? refusal.ToResult(language)
            : (await slice.Handle(upload.Answer, key, actor, http.RequestAborted)).ToResult(language);
    }
}
