using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Vxp;

/// <summary>
/// POST /exchange/vxp/updateStatus: the calling agency has a packet (done), is at it (processing), or could not store it (fail). No
/// status of the document: that is a packet of its own.
/// </summary>
public static class UpdateStatus
{
    internal static void Map(IEndpointRouteBuilder vxp) => vxp.MapPost("/updateStatus", async (
        HttpRequest request, ExchangeGate gate) => VxpEnvelope.Of(await gate.Let(request, Handle)));

    private static async Task<Outcome<string>> Handle(Session session, Caller caller) => Guid.TryParse(caller.Call["docId"], out var id)
        ? await AcknowledgeMail.Handle(session, caller.Agency, id, caller.Call["status"]?.ToLowerInvariant() ?? "")
        : Mailbox.Unknown;
}
