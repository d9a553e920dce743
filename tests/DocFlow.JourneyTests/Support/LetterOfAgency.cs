using System.Security.Cryptography;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;

namespace DocFlow.JourneyTests.Support;

/// <summary>A letter that an agency's program hands over to the office, as a document of the exchange.</summary>
internal sealed class LetterOfAgency(Uri office, AgencyEnrolment from)
{
    public async Task Send()
    {
        using var exchange = new PatientExchange([office], from, TimeSpan.FromSeconds(30), TimeProvider.System);
        var packet = Write();
        var sending = new PacketToSend(
            PacketKind.Document, Convert.ToHexStringLower(SHA256.HashData(packet)), packet.Length,
            _ => Task.FromResult<Stream>(new MemoryStream(packet))) { From = from.Code };
        await exchange.Call(there => there.Send(sending, default), default);
    }

    /// <summary>The packet.</summary>
    public byte[] Write()
    {
        var day = new DateOnly(2026, 2, 2);
        var paper = DemoPapers.BuiltIn("letter", 9, day).Draft;
        var document = new DocumentPacket
        {
            Header = new MessageHeader
            {
                From = new Organization { OrganId = from.Code, OrganName = from.Name },
                To = [new Organization { OrganId = DemoPeople.Code, OrganName = DemoPeople.Agency }],
                Code = new DocumentCode("09", "UBND-VP"),
                PromulgationInfo = new PromulgationInfo("Yên Hà", PacketDate.On(day)),
                Subject = "V/v phối hợp triển khai quản lý văn bản điện tử",
                OtherInfo = new OtherInfo { Priority = 1 },
                DocumentId = $"{from.Code},2026/02/02,09/UBND-VP",
            },
        };
        using var bytes = new MemoryStream();
        var file = new AttachmentToSend("09-UBND-VP.pdf", "application/pdf", () => new MemoryStream(paper));
        PacketWriter.WriteDocument(bytes, new OutgoingPacket(Guid.CreateVersion7(), document, [file]));
        return bytes.ToArray();
    }
}
