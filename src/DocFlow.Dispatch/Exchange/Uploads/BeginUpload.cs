using System.Globalization;
using DocFlow.Dispatch.Exchange.Vxp;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Uploads;

/// <summary>
/// POST /exchange/vxp/beginUpload: an agency announces a large packet (signed headers hash-file, length and, as for sendEdoc, to). The same
/// packet announced again is the same upload, with the place from which to go on; of one that is here already it is the end. POST
/// getUpload asks for that place.
/// </summary>
public static class BeginUpload
{
    // an agency that left its share of uploads half done is not shut out by them
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private sealed record OpenRow
    {
        public required Guid Id { get; init; }

        public required DateTimeOffset ChangedAt { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder vxp)
    {
        vxp.MapPost("/beginUpload", async (HttpRequest request, ExchangeGate gate, ExchangeOptions options) =>
            VxpEnvelope.Of(await gate.Let(request, (session, caller) => Handle(session, caller, options))));
        vxp.MapPost("/getUpload", async (HttpRequest request, ExchangeGate gate) =>
            VxpEnvelope.Of(await gate.Let(request, async (session, caller) =>
                (await UploadRow.Of(session, caller)).Then(row => row.Told))));
    }

    private static async Task<Outcome<object>> Handle(Session session, Caller caller, ExchangeOptions options)
    {
        if (caller.Call["hash-file"]?.ToLowerInvariant() is not { Length: 64 } sha256
            || !long.TryParse(caller.Call["length"], CultureInfo.InvariantCulture, out var length) || length <= 0)
            return Incomplete;
        if (length > options.LargestPacket)
            return TooLarge(options.LargestPacket);
        if (SendEdoc.Source(caller).Refusal is { } unclear)
            return unclear;
        if (await UploadRow.OfPacket(session, caller.Agency.Code, sha256) is { } begun)
            return begun.Told;
        var open = await session.List<OpenRow>(Open, new { Via = caller.Agency.Code });
        if (open.Count >= options.OpenUploads)
        {
            if (open[0].ChangedAt > session.Now - Abandoned)
                return TooMany;
            await session.Execute(GiveUp, new { open[0].Id });
        }

        var row = new UploadRow
        {
            Id = Guid.CreateVersion7(session.Now),
            ViaCode = caller.Agency.Code,
            Sha256 = sha256,
            Length = length,
            Received = await UploadRow.IsHere(session, caller.Agency.Code, new StoredFile(sha256, length)) ? length : 0,
            Recipients = caller.Call["to"],
        };
        await row.Keep(session);
        return row.Told;
    }

    private static Refusal Incomplete { get; } = Refusal.Invalid("upload.incomplete",
        "Cần mã băm (hash-file) và độ dài (length) của gói tin.", "The packet's hash (hash-file) and length are needed.");

    private static Refusal TooMany { get; } = new(RefusalKind.TooMany, "upload.too-many",
        "Cơ quan đang có quá nhiều lần tải lên dở dang; hãy hoàn tất các lần trước.",
        "The agency has too many uploads under way; finish those first.");

    private static Refusal TooLarge(long most) => Refusal.TooLarge("upload.too-large",
        $"Gói tin lớn hơn giới hạn {most / 1_000_000} MB.", $"The packet is larger than the limit of {most / 1_000_000} MB.");

    private const string Open = """
        select id, changed_at
        from dispatch_upload
        where via_code = @Via
        order by changed_at
        """;

    private const string GiveUp = """
        delete from dispatch_upload
        where id = @Id
        """;
}
