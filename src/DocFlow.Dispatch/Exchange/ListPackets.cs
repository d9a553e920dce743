using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// GET /exchange/packets: what lies in the calling agency's mailbox and was not acknowledged yet, oldest first, at most 200.
/// </summary>
public static class ListPackets
{
    public sealed record Packet
    {
        /// <summary>However often it is fetched, it is the same packet.</summary>
        public required Guid PacketId { get; init; }

        /// <summary>The document's key: code of the issuer, date, number and notation.</summary>
        public required string DocumentId { get; init; }

        public required string Code { get; init; }

        public required string Subject { get; init; }

        public required string Sha256 { get; init; }

        public required long Length { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder exchange) => exchange.MapGet("/packets", async (
        HttpRequest request, ExchangeGate gate, Database database, Language language) =>
        (await Handle(request, gate, database)).ToResult(language));

    public static async Task<Outcome<Packet[]>> Handle(HttpRequest request, ExchangeGate gate, Database database)
    {
        var stop = request.HttpContext.RequestAborted;
        var caller = await gate.Check(request, stop);
        return caller.Refusal is { } refusal ? refusal : await database.Write(session => List(session, caller.Answer), stop);
    }

    private static async Task<Outcome<Packet[]>> List(Session session, Caller caller)
    {
        if (await ExchangeGate.TakeNonce(session, caller) is { } replayed)
            return replayed;
        return (await session.List<Packet>(Waiting, new { caller.Agency.Code, Offset = 0, Limit = 200 })).ToArray();
    }

    private const string Waiting = """
        select d.id as packet_id, d.exchange_id as document_id, i.code, i.subject,
            d.packet_sha256 as sha256, d.packet_length as length, d.created_at
        from dispatch_delivery d
        join dispatch_issue i on i.id = d.issue_id
        where d.recipient_code = @Code and d.state in ('mailbox', 'sending', 'failed') and d.packet_sha256 is not null
        order by d.created_at, d.id
        {page}
        """;
}
