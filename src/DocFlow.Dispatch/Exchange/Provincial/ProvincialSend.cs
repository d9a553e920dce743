using DocFlow.Platform;
using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Provincial;

/// <summary>
/// POST /exchange/v1/auth/login and /exchange/v1/sendEdoc: a system signs in with its id and secret, and hands packets over (part
/// <c>edocFile</c>).
/// </summary>
public sealed class ProvincialSend(ProvincialGate gate, AcceptPacket accept, ExchangeOptions options)
{
    public sealed record Credentials(string? Username, string? Password, string? ApplicationCode);

    internal static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapPost("/auth/login", async (HttpRequest request, ProvincialGate gate) =>
        {
            var stop = request.HttpContext.RequestAborted;
            var said = await JsonBody.Read<Credentials>(request, stop);
            if (said.Refusal is { } unclear)
                return ProvincialAnswer.Refused(unclear);
            var token = await gate.SignIn(said.Answer.Username ?? "", said.Answer.Password ?? "", request, stop);
            return token.Refusal is { } refusal
                ? ProvincialAnswer.Refused(refusal)
                : ProvincialAnswer.Done(("code", 0), ("data", new { token = token.Answer }));
        });
        v1.MapPost("/sendEdoc", async (HttpRequest request, ProvincialSend send) =>
        {
            var accepted = await send.Handle(request);
            return accepted.Refusal is { } refusal
                ? ProvincialAnswer.Refused(refusal)
                : ProvincialAnswer.Done(("docId", accepted.Answer.PacketId), ("receipt", accepted.Answer.Receipt));
        }).WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    private async Task<Outcome<Accepted>> Handle(HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        var partner = await gate.Check(request, stop);
        if (partner.Refusal is { } stranger)
            return stranger;
        var part = await PacketPart.Open(request, "edocFile", stop);
        if (part.Refusal is { } missing)
            return missing;
        var source = new PacketSource(partner.Answer.Code, partner.Answer.Name, PacketWay.Provincial);
        return await accept.Handle(part.Answer, options.LargestPacket, sha256: null, source, stop);
    }
}
