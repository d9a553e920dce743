using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// GET /exchange/packets/{id}: the packet itself, streamed; as often as it is asked for, the same bytes under the same id.
/// </summary>
public sealed class FetchPacket(ExchangeGate gate, Database database, ContentStore content)
{
    /// <summary>The header with the packet's SHA-256, lower-case hex.</summary>
    public const string FileHash = SignedHeaders.Prefix + "hash-file";

    internal static Refusal Unknown { get; } = Refusal.NotFound("exchange.packet-unknown",
        "Không có gói tin này trong hộp thư của cơ quan.", "There is no such packet in your agency's mailbox.");

    internal static void Map(IEndpointRouteBuilder exchange) => exchange.MapGet("/packets/{id:guid}", async (
        Guid id, HttpContext http, FetchPacket fetch, Language language) =>
    {
        var found = await fetch.Handle(id, http.Request, http.RequestAborted);
        if (found.Refusal is { } refusal)
            return refusal.ToResult(language);
        http.Response.Headers[FileHash] = found.Answer.PacketSha256;
        http.Response.Headers[SignedHeaders.Prefix + "docid"] = id.ToString();
        return Results.Stream(await fetch.Open(found.Answer, http.RequestAborted), "application/xml", $"{id}.edxml");
    });

    /// <summary>The delivery whose packet is asked for; that it was fetched is kept.</summary>
    public async Task<Outcome<DeliveryRow>> Handle(Guid id, HttpRequest request, CancellationToken stop)
    {
        var caller = await gate.Check(request, stop);
        return caller.Refusal is { } refusal ? refusal : await database.Write(session => Fetch(session, id, caller.Answer), stop);
    }

    private Task<FileStream> Open(DeliveryRow delivery, CancellationToken stop) => content.Open(delivery.PacketSha256!, stop);

    private static async Task<Outcome<DeliveryRow>> Fetch(Session session, Guid id, Caller caller)
    {
        if (await ExchangeGate.TakeNonce(session, caller) is { } replayed)
            return replayed;
        if (await Find(session, id, caller) is not { PacketSha256: not null } delivery)
            return Unknown;
        await session.Keep(MarkFetched, new { delivery.Id, session.Now });
        await session.Record(delivery.DocumentId, "packet-fetched", caller.By, new { delivery.Id, delivery.PacketSha256 });
        return delivery;
    }

    /// <summary>A delivery of the calling agency; another's is as unknown as none.</summary>
    internal static Task<DeliveryRow?> Find(ReadSession session, Guid id, Caller caller) =>
        session.Find<DeliveryRow>(OfAgency, new { Id = id, caller.Agency.Code });

    private const string OfAgency = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where id = @Id and recipient_code = @Code
        """;

    private const string MarkFetched = """
        update dispatch_delivery
        set fetched_at = @Now
        where id = @Id
        """;
}
