using DocFlow.EdXml.Exchange;
using DocFlow.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Vxp;

/// <summary>
/// POST /exchange/vxp/sendEdoc: an agency hands a packet over (part <c>file_doc</c>; signed headers from, hash-file and, where not all
/// of the packet's recipients are meant, to). Stored first, answered after; the same packet again gets the same answer and receipt.
/// </summary>
public sealed class SendEdoc(ExchangeGate gate, AcceptPacket accept, ExchangeOptions options)
{
    internal static void Map(IEndpointRouteBuilder vxp) => vxp.MapPost("/sendEdoc", async (HttpRequest request, SendEdoc send) =>
        Answer(await send.Handle(request))).WithMetadata(new DisableRequestSizeLimitAttribute());

    public async Task<Outcome<Accepted>> Handle(HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        var caller = await gate.Check(request, stop);
        if (caller.Refusal is { } stranger)
            return stranger;
        if (caller.Answer.Call["hash-file"]?.ToLowerInvariant() is not { Length: 64 } sha256)
            return HashMissing;
        var source = Source(caller.Answer);
        if (source.Refusal is { } unclear)
            return unclear;
        var part = await PacketPart.Open(request, "file_doc", stop);
        return part.Refusal is { } missing
            ? missing
            : await accept.Handle(part.Answer, options.LargestPacket, sha256, source.Answer, stop);
    }

    internal static IResult Answer(Outcome<Accepted> accepted) => accepted.Refusal is { } refusal
        ? VxpEnvelope.Refused(refusal)
        : VxpEnvelope.Done(("DocId", accepted.Answer.PacketId), ("receipt", accepted.Answer.Receipt));

    /// <summary>Who brings it and, where the call says so, to whom it is to go.</summary>
    internal static Outcome<PacketSource> Source(Caller caller) => Recipients(caller.Call["to"]).Then(to =>
        new PacketSource(caller.Agency.Code, caller.Agency.Name, PacketWay.Vxp) { Call = caller, To = to.Length == 0 ? null : to });

    private static Outcome<string[]> Recipients(string? to)
    {
        if (to is null)
            return Array.Empty<string>();
        var codes = CodeList.Read(to);
        return codes is null || codes.Length > AcceptPacket.MostRecipients ? ToUnclear : codes;
    }

    private static Refusal HashMissing { get; } = Refusal.Invalid("packet.hash-missing",
        "Thiếu mã băm SHA-256 đã ký của tệp (hash-file).", "The file's signed SHA-256 (hash-file) is missing.");

    private static Refusal ToUnclear { get; } = Refusal.Invalid("packet.to-unclear",
        $"Nơi nhận (to) phải là mảng JSON gồm tối đa {AcceptPacket.MostRecipients} mã cơ quan.",
        $"Recipients (to) must be a JSON array of at most {AcceptPacket.MostRecipients} agency codes.");
}
