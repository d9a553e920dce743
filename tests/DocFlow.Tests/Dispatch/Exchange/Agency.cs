using System.Security.Cryptography;
using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>A recipient's system: signs its calls as ours would have it, or wrongly when asked.</summary>
internal sealed class Agency(DispatchOffice dispatch, string code)
{
    public string Secret { get; set; } = "";

    /// <summary>What is done to the headers after they were signed.</summary>
    public Action<HttpRequest> Tamper { get; set; } = _ => { };

    public static async Task<Agency> Enrol(DispatchOffice dispatch, string code)
    {
        var answer = await AddPartner.Handle(
            new AddPartner.Command(code, "Cơ quan " + code, null), DispatchOffice.Key(), dispatch.Clerk,
            new Once(dispatch.Office.Database), dispatch.Secrets);
        return new Agency(dispatch, code) { Secret = answer.Answer.Secret! };
    }

    public ExchangeGate Gate =>
        new(dispatch.Office.Database, dispatch.Secrets, new ExchangeLimits(new ExchangeOptions()), dispatch.Office.Clock);

    public Task<Outcome<ListPackets.Packet[]>> List() =>
        ListPackets.Handle(Call("GET", "/exchange/packets"), Gate, dispatch.Office.Database);

    public Task<Outcome<DocFlow.Dispatch.Delivering.DeliveryRow>> Fetch(Guid packet) =>
        new FetchPacket(Gate, dispatch.Office.Database, dispatch.Office.Content)
            .Handle(packet, Call("GET", $"/exchange/packets/{packet}"), default);

    public Task<Outcome<AcknowledgePacket.Answer>> Acknowledge(Guid packet, string status = "done") =>
        new AcknowledgePacket(Gate, dispatch.Office.Database)
            .Handle(packet, status, Call("POST", $"/exchange/packets/{packet}/acknowledgement?status={status}"));

    public Task<Outcome<RecordStatus.Answer>> Answer(StatusCode status, string? why = null, string document = Document) =>
        Send(Packet(status, why, from: null, document));

    public Task<Outcome<RecordStatus.Answer>> Send(byte[] packet) => Send(Call("POST", "/exchange/statuses", packet));

    public Task<Outcome<RecordStatus.Answer>> Send(HttpRequest request) =>
        new RecordStatus(Gate, dispatch.Office.Database, dispatch.Office.Content).Handle(request);

    public const string Document = "G22,2026/02/02,01/VPCP-TTĐT";

    public byte[] Packet(StatusCode status, string? why = null, string? from = null, string document = Document)
    {
        using var bytes = new MemoryStream();
        PacketWriter.WriteStatus(bytes, new StatusPacket
        {
            From = new Organization { OrganId = from ?? code },
            ResponseFor = new ResponseFor { OrganId = "G22", Code = "01/VPCP-TTĐT", DocumentId = document },
            StatusCode = status,
            Description = why,
            Timestamp = PacketTime.At(dispatch.Office.Clock.Now),
        });
        return bytes.ToArray();
    }

    public HttpRequest Call(string method, string path, byte[]? body = null)
    {
        var request = new DefaultHttpContext().Request;
        var parts = path.Split('?');
        (request.Method, request.Path, request.Body) = (method, parts[0], new MemoryStream(body ?? []));
        request.QueryString = new QueryString(parts.Length > 1 ? "?" + parts[1] : "");
        var line = new RequestLine(method, path, Convert.ToHexStringLower(SHA256.HashData(body ?? [])));
        foreach (var (name, value) in SignedHeaders.Sign(new SystemCredential(code, Secret), line, dispatch.Office.Clock))
            request.Headers[name] = value;
        Tamper(request);
        return request;
    }
}
