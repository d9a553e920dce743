using DocFlow.Dispatch.Exchange;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Inbox;

/// <summary>
/// GET /inbox/{id}/files/{place}, /inbox/{id}/packet, /inbox/{id}/receipts.json: what an opened letter holds, and the receipts for what
/// the agency answered.
/// </summary>
public sealed class ReadLetterFile(Database database, ContentStore content)
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var inbox = routes.MapGroup("/inbox/{id:guid}").WithMetadata(new ForPartnersAttribute());
        inbox.MapGet("/files/{place:int}", (
            Guid id, int place, ReadLetterFile read, Actor actor, Language language, CancellationToken stop) =>
            read.File(id, place, actor, language, stop));
        inbox.MapGet("/packet", (Guid id, ReadLetterFile read, Actor actor, Language language, CancellationToken stop) =>
            read.Packet(id, actor, language, stop));
        inbox.MapGet("/receipts.json", async (Guid id, Database database, Actor actor, CancellationToken stop) =>
            Results.Json(await database.Read(session => Receipts(session, id, actor), stop), MessageJson.Options));
    }

    /// <summary>The receipts that our node gave for the agency's answers to a letter.</summary>
    public static async Task<IReadOnlyList<Proof.Receipt>> Receipts(ReadSession session, Guid id, Actor actor)
    {
        if (await InboxLetter.Find(session, actor.PartnerCode!, id) is not { } letter)
            return [];
        var asked = new { letter.AgencyCode, letter.ExchangeId, Given = true };
        return [.. (await session.List<Proof.ReceiptRow>(ReceiptsOf, asked)).Select(row => row.Receipt)];
    }

    /// <summary>A file of an opened letter; 410 once it was given back.</summary>
    public async Task<IResult> File(Guid id, int place, Actor actor, Language language, CancellationToken stop)
    {
        var (letter, files) = await database.Read(async session => (
            await InboxLetter.Find(session, actor.PartnerCode!, id), await InboxFile.Of(session, id)), stop);
        if (letter is null || files.FirstOrDefault(one => one.Place == place) is not { } file)
            return Mailbox.Unknown.ToResult(language);
        if (letter.IsGivenBack)
            return InboxLetter.GivenBack.ToResult(language);
        var bytes = await content.Open(file.FileSha256, stop);
        return file.IsPdf
            ? Results.Stream(bytes, "application/pdf", enableRangeProcessing: true)
            : Results.Stream(bytes, "application/octet-stream", file.Name);
    }

    /// <summary>The packet of an opened letter; 410 once it was given back.</summary>
    public async Task<IResult> Packet(Guid id, Actor actor, Language language, CancellationToken stop)
    {
        var letter = await database.Read(session => InboxLetter.Find(session, actor.PartnerCode!, id), stop);
        if (letter is null || letter.IsGivenBack)
            return (letter is null ? Mailbox.Unknown : InboxLetter.GivenBack).ToResult(language);
        return Results.Stream(await content.Open(letter.PacketSha256, stop), "application/xml", $"{id}.edxml");
    }

    private const string ReceiptsOf = $"""
        select {Proof.ReceiptRow.Columns}
        from dispatch_receipt
        where agency_code = @AgencyCode and exchange_id = @ExchangeId and given = @Given
        order by recorded_at
        """;
}
