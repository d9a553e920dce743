using DocFlow.Dispatch.Exchange.Vxp;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Uploads;

/// <summary>
/// POST /exchange/vxp/finishUpload: what came in pieces is taken in as sendEdoc takes it, with the same answer. A packet that turns out
/// to be another than was announced, or cannot be taken, is forgotten; what its sender or we can mend leaves the pieces where they are.
/// Recipients named here (to) go before those named at its beginning.
/// </summary>
public sealed class FinishUpload(ExchangeGate gate, Database database, UploadFiles files, AcceptPacket accept, ExchangeOptions options)
{
    internal static void Map(IEndpointRouteBuilder vxp) => vxp.MapPost("/finishUpload", async (HttpRequest request, FinishUpload finish) =>
        SendEdoc.Answer(await finish.Handle(request)));

    public async Task<Outcome<Accepted>> Handle(HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        var caller = await gate.Check(request, stop);
        if (caller.Refusal is { } stranger)
            return stranger;
        var found = await database.Read(session => UploadRow.Of(session, caller.Answer), stop);
        if (found.Refusal is { } unknown)
            return unknown;
        var upload = found.Answer;
        if (upload.Received < upload.Length)
            return Unfinished(upload);

        var said = SendEdoc.Source(caller.Answer);
        if (said.Refusal is { } unclear)
            return unclear;
        var source = said.Answer.To is null && upload.Recipients is { } first
            ? said.Answer with { To = CodeList.Read(first) }
            : said.Answer;

        var accepted = await Accept(upload, caller.Answer, source, stop);
        if (accepted.Refusal is { } refusal && CanBeMended(refusal))
            return accepted;
        await database.Write(upload.Forget, CancellationToken.None);
        files.Delete(upload.Id);
        return accepted;
    }

    // the caller's signature and clock, a call too many, trouble of our own
    internal static bool CanBeMended(Refusal refusal) => FieldCode.Of(refusal) is "15" or "20";

    // pieces that a restored backup does not have, or that another call has just ended, are not taken on trust
    private async Task<Outcome<Accepted>> Accept(UploadRow upload, Caller caller, PacketSource source, CancellationToken stop)
    {
        if (!files.Has(upload.Id))
            return await database.Read(session => UploadRow.IsHere(session, caller.Agency.Code, upload.Packet), stop)
                ? await accept.Handle(upload.Packet, source, stop)
                : UploadRow.Unknown;
        await using var packet = files.Open(upload.Id);
        return await accept.Handle(packet, options.LargestPacket, upload.Sha256, source, stop);
    }

    private static Refusal Unfinished(UploadRow upload) => Refusal.Conflict("upload.unfinished",
        $"Gói tin mới nhận được {upload.Received} trong {upload.Length} byte.",
        $"Only {upload.Received} of the packet's {upload.Length} bytes are here.");
}
