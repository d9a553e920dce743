using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Intake.Recalling;

/// <summary>The addresses of senders' requests.</summary>
internal static class RequestRoutes
{
    public static void Map(IEndpointRouteBuilder intake)
    {
        // the same addresses without .json are the pages
        intake.MapGet("/requests.json", async (Database database, Actor actor, Language language, CancellationToken stop) =>
            (await database.Read(session => ListRequests.Handle(session, actor), stop)).ToResult(language));
        intake.MapGet("/requests/{requestId:guid}.json", async (
            Guid requestId, Database database, Actor actor, ShowRequest slice, Language language, CancellationToken stop) =>
            (await database.Read(session => slice.Handle(requestId, session, actor), stop)).ToResult(language));
        intake.MapPost("/requests/{requestId:guid}/decision", async (
            Guid requestId, DecideRequest.Command sent, RequestKey key, Actor actor, DecideRequest slice, Language language,
            CancellationToken stop) =>
            (await slice.Submit(sent with { RequestId = requestId }, key, actor, stop)).ToResult(language));
    }
}
