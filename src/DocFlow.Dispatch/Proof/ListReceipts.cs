using DocFlow.Dispatch.Issuing;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Signing.Verification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Proof;

/// <summary>GET /dispatch/documents/{id}/receipts: the receipts about a document of ours, given and got, each with its verdict.</summary>
public static class ListReceipts
{
    /// <summary>A receipt as people see it.</summary>
    public sealed record Line
    {
        public required Guid Id { get; init; }

        /// <summary>We gave it.</summary>
        public required bool Given { get; init; }

        public required string AgencyCode { get; init; }

        /// <summary>What it states; null where it is no receipt at all.</summary>
        public Acceptance? Said { get; init; }

        public required Verdict Verdict { get; init; }

        public required string Code { get; init; }

        public required Sentence Text { get; init; }

        public DateTimeOffset? StampedAt { get; init; }

        public string? StampError { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapGet("/documents/{id:guid}/receipts", async (
        Guid id, Database database, CancellationToken stop) =>
        Results.Json(await database.Read(session => Handle(session, id), stop), MessageJson.Options)).WithMetadata(ListReady.Readers);

    public static async Task<IReadOnlyList<Line>> Handle(ReadSession session, Guid document)
    {
        var lines = new List<Line>();
        var pins = new Dictionary<string, IReadOnlyCollection<string>>();
        foreach (var exchangeId in await DispatchEvidence.ExchangeIds(session, document))
        {
            var strange = await DispatchEvidence.Strange(session, exchangeId);
            var receipts = await session.List<ReceiptRow>(OfDocument, new { ExchangeId = exchangeId });
            foreach (var row in receipts.Where(row => !strange.Contains(row.PacketSha256)))
            {
                if (!pins.TryGetValue(row.AgencyCode, out var pinned))
                    pins[row.AgencyCode] = pinned = await PinnedKey.Of(session, row.AgencyCode);
                lines.Add(Of(row, pinned));
            }
        }

        return lines;
    }

    private static Line Of(ReceiptRow row, IReadOnlyCollection<string> pinned)
    {
        // ours is known by its own key; theirs only by one that was pinned
        var said = row.Fault is { } fault ? CheckReceipt.Kept(fault) : CheckReceipt.Of(row.Receipt, row.Given ? [row.NodeKey] : pinned);
        return new Line
        {
            Id = row.Id,
            Given = row.Given,
            AgencyCode = row.AgencyCode,
            Said = row.Receipt.Says(),
            Verdict = said.Verdict,
            Code = said.Code,
            Text = said.Text,
            StampedAt = row.StampedAt,
            StampError = row.StampError,
        };
    }

    private const string OfDocument = $"""
        select {ReceiptRow.Columns}
        from dispatch_receipt
        where exchange_id = @ExchangeId
        order by recorded_at, given, agency_code, id
        """;
}
