using System.Text.Json;
using DocFlow.EdXml.Reading;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Provincial;

/// <summary>
/// GET /exchange/v1/getEdoc: a packet as base64, streamed, and beside it its files, where the whole is small; a large packet's files are
/// only in the packet.
/// </summary>
public sealed class ProvincialGet(ProvincialGate gate, Database database, ContentStore content)
{
    private const long Small = 8 << 20;

    private sealed record Part(string FileName, byte[] FileContent);

    private sealed record Found(MailboxLine Line, Agency? Us);

    internal static void Map(IEndpointRouteBuilder v1) => v1.MapGet("/getEdoc", (string? docId, HttpContext http, ProvincialGet get) =>
        get.Handle(docId, http));

    private async Task<IResult> Handle(string? docId, HttpContext http)
    {
        var stop = http.RequestAborted;
        var partner = await gate.Check(http.Request, stop);
        if (partner.Refusal is { } stranger)
            return ProvincialAnswer.Refused(stranger);
        var found = Guid.TryParse(docId, out var id) ? await Fetch(partner.Answer, id, stop) : Mailbox.Unknown;
        if (found.Refusal is { } unknown)
            return ProvincialAnswer.Refused(unknown);
        var file = await content.Open(found.Answer.Line.Sha256, stop);
        return Results.Stream(to => Write(found.Answer, file, to, stop), "application/json");
    }

    private Task<Outcome<Found>> Fetch(Partner partner, Guid id, CancellationToken stop) => database.Write(async session =>
    {
        var us = await Agency.Find(session);
        return (await Mailbox.Fetch(session, partner, id)).Then(line => new Found(line, us));
    }, stop);

    private static async Task Write(Found found, FileStream file, Stream to, CancellationToken stop)
    {
        await using (file)
        {
            var (line, us) = found;
            var about = JsonSerializer.SerializeToUtf8Bytes(new
            {
                docId = line.Id,
                from = line.IsOurs ? us?.Code : line.FromCode,
                fromName = line.IsOurs ? us?.Name : null,
                edocCode = line.Code,
                edocAbstract = line.Subject,
                attachments = line.Length <= Small ? Parts(file, stop) : [],
            }, MessageJson.Options);
            file.Position = 0;
            await to.WriteAsync("{\"success\":true,\"message\":\"Thành công\",\"data\":"u8.ToArray(), stop);
            await to.WriteAsync(about.AsMemory(0, about.Length - 1), stop);
            await to.WriteAsync(",\"edxml\":\""u8.ToArray(), stop);
            await Vxp.GetEdoc.WriteBase64(file, to, stop);
            await to.WriteAsync("\"}}"u8.ToArray(), stop);
        }
    }

    private static Part[] Parts(Stream packet, CancellationToken stop)
    {
        var files = new List<MemoryStream>();
        // a file may be many times larger than what carries it
        var small = new ReadSettings { MostAttachmentBytesTogether = 4 * Small };
        var report = PacketReader.Read(packet, _ =>
        {
            files.Add(new MemoryStream());
            return files[^1];
        }, small, stop);
        return [.. report.Attachments.Select(one => new Part(one.Name, files[one.Index].ToArray()))];
    }
}
