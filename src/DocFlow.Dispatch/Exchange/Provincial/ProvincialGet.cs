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
public sealed class ProvincialGet(ProvincialGate gate, Database database, ContentStore content) : IDisposable
{
    private const long Small = 8 << 20;

    // a file may be many times larger than what carries it, and these are held in memory: few at once, and what is larger not at all
    private readonly SemaphoreSlim _unpacking = new(2);

    private sealed record Part(string FileName, byte[] FileContent);

    private sealed record Found(MailboxLine Line, string Us, string FromName);

    internal static void Map(IEndpointRouteBuilder v1) => v1.MapGet("/getEdoc", (string? docId, HttpContext http, ProvincialGet get) =>
        get.Handle(docId, http));

    /// <inheritdoc />
    public void Dispose() => _unpacking.Dispose();

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
        var fetched = await Mailbox.Fetch(session, partner, id);
        if (fetched.Refusal is { } refusal)
            return (Outcome<Found>)refusal;
        var line = fetched.Answer;
        return new Found(line, us?.Code ?? "", (await Mailbox.Senders(session, [line]))[line.FromCode]);
    }, stop);

    private async Task Write(Found found, FileStream file, Stream to, CancellationToken stop)
    {
        await using (file)
        {
            var line = found.Line;
            var about = JsonSerializer.SerializeToUtf8Bytes(new
            {
                docId = line.Id,
                from = line.IsOurs ? found.Us : line.FromCode,
                found.FromName,
                edocCode = line.Code,
                edocAbstract = line.Subject,
                attachments = line.Length <= Small ? await Parts(file, stop) : [],
            }, MessageJson.Options);
            file.Position = 0;
            await to.WriteAsync("{\"success\":true,\"message\":\"Thành công\",\"data\":"u8.ToArray(), stop);
            await to.WriteAsync(about.AsMemory(0, about.Length - 1), stop);
            await to.WriteAsync(",\"edxml\":\""u8.ToArray(), stop);
            await Vxp.GetEdoc.WriteBase64(file, to, stop);
            await to.WriteAsync("\"}}"u8.ToArray(), stop);
        }
    }

    private async Task<Part[]> Parts(Stream packet, CancellationToken stop)
    {
        await _unpacking.WaitAsync(stop);
        try
        {
            return Unpacked(packet, stop);
        }
        finally
        {
            _unpacking.Release();
        }
    }

    private static Part[] Unpacked(Stream packet, CancellationToken stop)
    {
        var files = new List<MemoryStream>();
        var small = new ReadSettings { MostAttachmentBytesTogether = 2 * Small };
        var report = PacketReader.Read(packet, _ =>
        {
            files.Add(new MemoryStream());
            return files[^1];
        }, small, stop);
        return [.. report.Attachments.Select(one => new Part(one.Name, files[one.Index].ToArray()))];
    }
}
