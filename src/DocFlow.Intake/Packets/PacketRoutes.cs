using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Intake.Packets;

/// <summary>The addresses of what came over the exchange.</summary>
internal static class PacketRoutes
{
    public static void Map(RouteGroupBuilder intake)
    {
        intake.MapGet("/packets", async (int? page, Database database, Actor actor, Language language, CancellationToken stop) =>
            (await database.Read(session => ListPackets.Handle(session, actor, page ?? 1), stop)).ToResult(language));
        // the same address without .json is the page
        intake.MapGet("/packets/{packetId:guid}.json", async (
            Guid packetId, Database database, Actor actor, TimeProvider clock, Language language, CancellationToken stop) =>
            (await database.Read(session => ShowPacket.Handle(packetId, session, actor, clock.OfficeToday()), stop)).ToResult(language));
        intake.MapPost("/packets/{packetId:guid}/return", async (
            Guid packetId, ReturnPacket.Command sent, RequestKey key, Actor actor, Once once, Language language, CancellationToken stop) =>
        {
            var command = sent with { PacketId = packetId };
            return (await once.Run(key, command, session => ReturnPacket.Handle(command, session, actor), stop)).ToResult(language);
        });
    }
}
