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
    private const string Number = "09";
    private const string Notation = "UBND-VP";
    private const string First = "V/v phối hợp triển khai quản lý văn bản điện tử";
    private static readonly DateOnly Day = new(2026, 2, 2);

    private string Id => $"{from.Code},{Day:yyyy/MM/dd},{Number}/{Notation}";

    /// <summary>Hands over the letter.</summary>
    public Task Send() => Send(Write());

    /// <summary>Asks for its copy to be corrected: another subject, more urgent, to be answered by a day.</summary>
    public Task AskUpdate(string subject, string why) => Send(Write(
        Header(subject) with { OtherInfo = new OtherInfo { Priority = 2 }, DueDate = PacketDate.On(Day.AddDays(10)) }, file: null,
        new Bussiness
        {
            DocType = BussinessDocType.Update,
            DocumentId = Id,
            Reason = why,
            Change = new DocumentChange(DocumentInfo: 1, DocumentReceiver: 0, Receivers: null),
        }));

    /// <summary>Asks for its copy back.</summary>
    public Task AskBack(string why) =>
        Send(Write(Header(First), file: null, new Bussiness { DocType = BussinessDocType.Recall, DocumentId = Id, Reason = why }));

    /// <summary>The packet of the letter.</summary>
    public byte[] Write()
    {
        var paper = DemoPapers.BuiltIn("letter", 9, Day).Draft;
        return Write(Header(First), new AttachmentToSend("09-UBND-VP.pdf", "application/pdf", () => new MemoryStream(paper)), asks: null);
    }

    private async Task Send(byte[] packet)
    {
        using var exchange = new PatientExchange([office], from, TimeSpan.FromSeconds(30), TimeProvider.System);
        var sending = new PacketToSend(
            PacketKind.Document, Convert.ToHexStringLower(SHA256.HashData(packet)), packet.Length,
            _ => Task.FromResult<Stream>(new MemoryStream(packet))) { From = from.Code };
        await exchange.Call(there => there.Send(sending, default), default);
    }

    private static byte[] Write(MessageHeader header, AttachmentToSend? file, Bussiness? asks)
    {
        using var bytes = new MemoryStream();
        var document = new DocumentPacket { Header = header, Bussiness = asks };
        PacketWriter.WriteDocument(bytes, new OutgoingPacket(Guid.CreateVersion7(), document, file is null ? [] : [file]));
        return bytes.ToArray();
    }

    private MessageHeader Header(string subject) => new()
    {
        From = new Organization { OrganId = from.Code, OrganName = from.Name },
        To = [new Organization { OrganId = DemoPeople.Code, OrganName = DemoPeople.Agency }],
        Code = new DocumentCode(Number, Notation),
        PromulgationInfo = new PromulgationInfo("Yên Hà", PacketDate.On(Day)),
        Subject = subject,
        OtherInfo = new OtherInfo { Priority = 1 },
        DocumentId = Id,
    };
}
