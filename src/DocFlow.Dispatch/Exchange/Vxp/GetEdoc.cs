using System.Buffers;
using System.Buffers.Text;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform;
using DocFlow.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Vxp;

/// <summary>
/// GET /exchange/vxp/downloadEdoc: a packet's bytes, from anywhere in it on (Range), as often as it is asked for; POST getEdoc: the same as
/// base64 in the envelope. Neither is ever held in memory as a whole.
/// </summary>
public sealed class GetEdoc(ExchangeGate gate, ContentStore content)
{
    /// <summary>The header with the packet's SHA-256, lower-case hex.</summary>
    public const string FileHash = VxpHeaders.Prefix + "hash-file";

    // a multiple of three, so that pieces of base64 join
    private const int Piece = 48 * 1024;

    internal static void Map(IEndpointRouteBuilder vxp)
    {
        vxp.MapGet("/downloadEdoc", async (HttpContext http, GetEdoc get) => await get.Download(http));
        vxp.MapPost("/getEdoc", async (HttpContext http, GetEdoc get) => await get.Envelope(http));
    }

    private async Task<IResult> Download(HttpContext http)
    {
        var found = await Find(http);
        if (found.Refusal is { } refusal)
            return VxpEnvelope.Refused(refusal);
        http.Response.Headers[FileHash] = found.Answer.Sha256;
        var file = await content.Open(found.Answer.Sha256, http.RequestAborted);
        return Results.Stream(file, "application/octet-stream", $"{found.Answer.Id}.edxml", enableRangeProcessing: true);
    }

    private async Task<IResult> Envelope(HttpContext http)
    {
        var found = await Find(http);
        if (found.Refusal is { } refusal)
            return VxpEnvelope.Refused(refusal);
        http.Response.Headers[FileHash] = found.Answer.Sha256;
        var file = await content.Open(found.Answer.Sha256, http.RequestAborted);
        return Results.Stream(async to =>
        {
            await using (file)
            {
                await to.WriteAsync("{\"status\":\"OK\",\"ErrorCode\":\"0\",\"ErrorDesc\":\"Thanh cong\",\"data\":\""u8.ToArray());
                await WriteBase64(file, to, http.RequestAborted);
                await to.WriteAsync("\"}"u8.ToArray());
            }
        }, "application/json");
    }

    private Task<Outcome<MailboxLine>> Find(HttpContext http) => gate.Let(http.Request, async (session, caller) =>
    {
        return Guid.TryParse(caller.Call["docId"], out var id)
            ? await Mailbox.Fetch(session, caller.Agency, id)
            : (Outcome<MailboxLine>)Mailbox.Unknown;
    });

    /// <summary>Writes a file as base64, a piece at a time.</summary>
    internal static async Task WriteBase64(Stream file, Stream to, CancellationToken stop)
    {
        using var bytes = MemoryPool<byte>.Shared.Rent(Piece);
        using var letters = MemoryPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(Piece));
        for (int read; (read = await file.ReadAtLeastAsync(bytes.Memory[..Piece], Piece, throwOnEndOfStream: false, stop)) > 0;)
        {
            Base64.EncodeToUtf8(bytes.Memory.Span[..read], letters.Memory.Span, out _, out var written, isFinalBlock: true);
            await to.WriteAsync(letters.Memory[..written], stop);
        }
    }
}
