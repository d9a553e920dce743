using DocFlow.Dispatch.Proof;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Vxp;

/// <summary>
/// POST /exchange/vxp/getReceipt: the receipt for a packet that the calling agency brought (signed header hash-file), once more, as
/// sendEdoc answered: for a sender that lost the answer. Another's packet is as unknown as none.
/// </summary>
public static class GetReceipt
{
    private sealed record Given(Guid PacketId, Receipt? Receipt);

    internal static void Map(IEndpointRouteBuilder vxp) => vxp.MapPost("/getReceipt", async (HttpRequest request, ExchangeGate gate) =>
        Answer(await gate.Let(request, Handle)));

    private static async Task<Outcome<Given>> Handle(Session session, Caller caller)
    {
        var asked = new { Sha256 = caller.Call["hash-file"]?.ToLowerInvariant(), Via = caller.Agency.Code };
        return await session.List<Guid>(Brought, asked) is [var packet]
            ? new Given(packet, await GiveReceipt.Again(session, packet))
            : Unknown;
    }

    private static IResult Answer(Outcome<Given> given) => given.Refusal is { } refusal
        ? VxpEnvelope.Refused(refusal)
        : VxpEnvelope.Done(("DocId", given.Answer.PacketId), ("receipt", given.Answer.Receipt));

    private static Refusal Unknown { get; } = Refusal.NotFound("receipt.packet-unknown",
        "Cơ quan chưa chuyển đến đây gói tin nào có mã băm này.", "Your agency brought no packet with this hash here.");

    private const string Brought = """
        select id
        from dispatch_packet
        where sha256 = @Sha256 and via_code = @Via
        """;
}
