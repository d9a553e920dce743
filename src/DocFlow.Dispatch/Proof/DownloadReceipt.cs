using System.IO.Compression;
using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Proof;

/// <summary>
/// GET /dispatch/receipts/{id}/file: a receipt as a zip of the files that openssl takes (statement, signature, key and time-stamp).
/// </summary>
public static class DownloadReceipt
{
    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapGet("/receipts/{id:guid}/file", async (
        Guid id, Database database, Language language, CancellationToken stop) =>
    {
        var found = await database.Read(session => Handle(session, id), stop);
        return found.Refusal is { } refusal
            ? refusal.ToResult(language)
            : Results.File(found.Answer, "application/zip", $"receipt-{id}.zip");
    }).WithMetadata(ListReady.Readers);

    public static async Task<Outcome<byte[]>> Handle(ReadSession session, Guid id) =>
        await session.Find<ReceiptRow>(ById, new { Id = id }) is { } row
            ? Pack(row)
            : Refusal.NotFound("receipt.unknown", "Không có biên nhận này.", "There is no such receipt.");

    private static byte[] Pack(ReceiptRow row)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (ending, bytes) in ReceiptFiles.Of(row))
            {
                using var entry = zip.CreateEntry("receipt" + ending).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    private const string ById = $"""
        select {ReceiptRow.Columns}
        from dispatch_receipt
        where id = @Id
        """;
}
