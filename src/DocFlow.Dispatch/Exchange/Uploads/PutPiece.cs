using System.Globalization;
using DocFlow.Dispatch.Exchange.Vxp;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Uploads;

/// <summary>
/// POST /exchange/vxp/putPiece: a piece of an upload as the call's body (signed headers uploadId, offset, hash-piece; at most 16 MB).
/// It counts once it is flushed and whole; a piece that is not at the place reached is answered with that place, so nothing is ever
/// sent blindly.
/// </summary>
public sealed class PutPiece(ExchangeGate gate, Database database, UploadFiles files)
{
    internal static void Map(IEndpointRouteBuilder vxp) => vxp.MapPost("/putPiece", async (HttpRequest request, PutPiece put) =>
        VxpEnvelope.Of(await put.Handle(request))).WithMetadata(new RequestSizeLimitAttribute(UploadFiles.LargestPiece + 1));

    public async Task<Outcome<object>> Handle(HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        var caller = await gate.Check(request, stop);
        if (caller.Refusal is { } stranger)
            return stranger;
        var found = await database.Read(session => UploadRow.Of(session, caller.Answer), stop);
        if (found.Refusal is { } unknown)
            return unknown;
        var upload = found.Answer;
        if (!long.TryParse(caller.Answer.Call["offset"], CultureInfo.InvariantCulture, out var offset) || offset != upload.Received)
            return ElseWhere(upload.Received);

        var most = Math.Min(UploadFiles.LargestPiece, upload.Length - offset);
        var piece = await files.Write(upload.Id, offset, (request.Body, most), stop);
        if (piece is null)
            return TooLarge;
        if (piece.Sha256 != caller.Answer.Call["hash-piece"]?.ToLowerInvariant())
            return AcceptPacket.Cut;
        return await database.Write(session => Count(session, caller.Answer, upload, piece.Length), stop);
    }

    private static async Task<Outcome<object>> Count(Session session, Caller caller, UploadRow upload, long length)
    {
        if (await ExchangeGate.TakeNonce(session, caller) is { } replayed)
            return replayed;
        return await upload.Advance(session, length)
            ? (upload with { Received = upload.Received + length }).Told
            : ElseWhere((await UploadRow.Of(session, caller)).Then(row => row.Received) is { Refusal: null } place ? place.Answer : 0);
    }

    private static Refusal ElseWhere(long offset) => Refusal.Conflict("upload.elsewhere",
        $"Phần tiếp theo bắt đầu từ byte {offset}.", $"The next piece begins at byte {offset}.") with
    {
        Details = new Dictionary<string, object?> { ["offset"] = offset },
    };

    private static Refusal TooLarge { get; } = Refusal.TooLarge("upload.piece-too-large",
        "Phần này dài hơn 16 MB hoặc vượt quá độ dài đã báo của gói tin.",
        "The piece is longer than 16 MB, or goes beyond the length that was said of the packet.");
}
