using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Tests.Intake.Packets;

namespace DocFlow.Tests.Intake.Recalling;

/// <summary>Document messages that recall, update or replace what the sender sent before.</summary>
internal static class AskingPacket
{
    /// <summary>A document message that was accepted: its packet lies in the content store.</summary>
    public static async Task<PacketAccepted> Packet(
        this RecallDesk desk, PacketBusiness business, string document = RecallDesk.Document, string subject = "Về văn bản điện tử",
        string reason = "Có sai sót")
    {
        var id = Guid.CreateVersion7();
        var packet = new OutgoingPacket(id, Written(business, document, subject, reason), []);
        WriteReport? report = null;
        var stored = await desk.House.Content.Put(to =>
        {
            report = PacketWriter.WriteDocument(to, packet);
            return Task.CompletedTask;
        });
        if (report!.Outcome == WriteOutcome.Refused)
            throw new InvalidOperationException(report.Errors[0].English);
        return new PacketAccepted
        {
            PacketId = id,
            Sha256 = stored.Sha256,
            Length = stored.Length,
            Business = business,
            FromCode = RecallDesk.Sender,
            FromName = "Cục Văn thư Thử nghiệm",
            ToCode = Arrived.OurCode,
            ExchangeId = document,
            Code = document.Split(',')[2],
            Subject = subject,
            Urgency = Urgency.Normal,
            AcceptedAt = desk.House.Clock.Now,
        };
    }

    private static DocumentPacket Written(PacketBusiness business, string document, string subject, string reason)
    {
        var code = document.Split(',')[2].Split('/');
        return new DocumentPacket
        {
            Header = new MessageHeader
            {
                From = new Organization { OrganId = RecallDesk.Sender, OrganName = "Cục Văn thư Thử nghiệm" },
                To = [new Organization { OrganId = Arrived.OurCode }],
                Code = new DocumentCode(code[0], code[1]),
                PromulgationInfo = new PromulgationInfo("Hà Nội", PacketDate.On(new DateOnly(2026, 2, 1))),
                Subject = subject,
                DueDate = PacketDate.On(new DateOnly(2026, 2, 20)),
                DocumentId = document,
                OtherInfo = new OtherInfo { Priority = 1 },
            },
            Bussiness = new Bussiness
            {
                DocType = (BussinessDocType)business,
                Reason = reason,
                DocumentId = business == PacketBusiness.Update ? document : null,
                Change = business == PacketBusiness.Update ? new DocumentChange(1, null, null) : null,
                Replaces = business == PacketBusiness.Replace ? [new Replacement(RecallDesk.Document, [Arrived.OurCode])] : [],
            },
        };
    }
}
