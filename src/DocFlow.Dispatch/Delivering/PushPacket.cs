using System.Net.Http.Headers;
using System.Text;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// Posts a packet to the recipient's own address, signed with the secret that we share; under the same packet id each time.
/// </summary>
public sealed class PushPacket(Database database, ContentStore content, PartnerSecrets secrets, Outbound outbound, TimeProvider clock)
{
    /// <summary>The header that names the packet.</summary>
    public const string PacketId = SignedHeaders.Prefix + "docid";

    public async Task<OutboundAnswer> Handle(DeliveryRow delivery, Uri address, CancellationToken stop)
    {
        var credential = await database.Read(session => Credential(session, delivery.RecipientCode), stop);
        if (credential is null)
            return new OutboundAnswer(403, "Cơ quan nhận chưa được khai báo hoặc đã ngừng trao đổi.");

        await using var packet = await content.Open(delivery.PacketSha256!, stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StreamContent(packet) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        request.Headers.Add(PacketId, delivery.Id.ToString());
        var line = new RequestLine("POST", address.PathAndQuery, delivery.PacketSha256!);
        foreach (var (name, value) in SignedHeaders.Sign(credential, line, clock))
            request.Headers.TryAddWithoutValidation(name, value);
        return await outbound.Send(request, stop);
    }

    // the secret belongs to the two of us; the system id says which of us is calling
    private async Task<SystemCredential?> Credential(ReadSession session, string recipient)
    {
        var (agency, partner) = (await Agency.Find(session), await Partner.OfCode(session, recipient));
        if (agency is null || partner is null || await secrets.Of(session, partner.Id) is not { } secret)
            return null;
        return new SystemCredential(agency.Code, Encoding.UTF8.GetString(secret));
    }
}
