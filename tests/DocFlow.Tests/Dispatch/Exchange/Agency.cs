using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>A recipient that collects here: what its system does once its call is let in.</summary>
internal sealed class Agency(DispatchOffice dispatch, string code)
{
    public const string Document = "G22,2026/02/02,01/VPCP-TTĐT";

    public static async Task<Agency> Enrol(DispatchOffice dispatch, string code)
    {
        await AddPartner.Handle(
            new AddPartner.Command(code, "Cơ quan " + code, null), DispatchOffice.Key(), dispatch.Clerk,
            new Once(dispatch.Office.Database), dispatch.Secrets);
        return new Agency(dispatch, code);
    }

    public Task<IReadOnlyList<MailboxLine>> List() => dispatch.Office.Database.Read(async session =>
        await Mailbox.Waiting(session, (await Partner.OfCode(session, code))!, "edoc"));

    public Task<MailboxLine?> Find(Guid packet) => dispatch.Office.Database.Read(async session =>
        await Mailbox.Find(session, (await Partner.OfCode(session, code))!, packet));

    public Task<Outcome<string>> Acknowledge(Guid packet, string status = "done") => dispatch.Office.Database.Write(async session =>
        await AcknowledgeMail.Handle(session, (await Partner.OfCode(session, code))!, packet, status));

    public Task<Outcome<Accepted>> Answer(StatusCode status, string? why = null, string document = Document) =>
        Send(Packet(status, why, document: document));

    public Task<Outcome<Accepted>> Send(byte[] packet) => Packets.Door(dispatch.Office).Handle(
        new MemoryStream(packet), 1_000_000, sha256: null, new PacketSource(code, "Cơ quan " + code, PacketWay.Vxp), default);

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
}
