using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Intake.Recalling;
using DocFlow.Platform.Identity;
using MassTransit;

namespace DocFlow.Tests.Intake.Recalling;

/// <summary>A clerk's desk to which a sender's packets come, about a document that it sent.</summary>
internal sealed class RecallDesk : IDisposable
{
    public const string Sender = "000.00.00.G22";
    public const string Document = "000.00.00.G22,2026/01/30,7816/VPCP-TTĐT";
    public const string Newer = "000.00.00.G22,2026/02/02,8000/VPCP-TTĐT";

    public IntakeOffice Office { get; } = new();

    public TestInstallation House => Office.House;

    public Actor Clerk => Office.Clerk;

    /// <summary>Status 13 about the document.</summary>
    public RecallAsked Recall(string from = Sender, string document = Document) => new()
    {
        PacketId = Guid.CreateVersion7(),
        FromCode = from,
        FromName = "Văn phòng Chính phủ",
        ExchangeId = document,
        Code = "7816/VPCP-TTĐT",
        Reason = "Gửi nhầm",
        AskedAt = House.Clock.Now,
    };

    /// <summary>A document message that was accepted: its packet lies in the content store.</summary>
    public async Task<PacketAccepted> Packet(
        PacketBusiness business, string document = Document, string subject = "Về văn bản điện tử", string reason = "Có sai sót")
    {
        var id = Guid.CreateVersion7();
        var packet = new OutgoingPacket(id, Written(business, document, subject, reason), []);
        WriteReport? report = null;
        var stored = await House.Content.Put(to =>
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
            FromCode = Sender,
            FromName = "Văn phòng Chính phủ",
            ToCode = "G22.1",
            ExchangeId = document,
            Code = document.Split(',')[2],
            Subject = subject,
            Urgency = Urgency.Normal,
            AcceptedAt = House.Clock.Now,
        };
    }

    /// <summary>What nobody has decided.</summary>
    public async Task<IReadOnlyList<SenderRequest>> Open() =>
        (await House.Database.Read(session => ListRequests.Handle(session, Clerk))).Answer;

    /// <summary>Brings a message to a consumer over a bus in memory.</summary>
    public Task Bring<TConsumer, TMessage>(TMessage message)
        where TConsumer : class, IConsumer
        where TMessage : class => Dispatch.Bus.Bring<TConsumer, TMessage>(House, message, times: 1);

    public void Dispose() => Office.Dispose();

    private static DocumentPacket Written(PacketBusiness business, string document, string subject, string reason)
    {
        var code = document.Split(',')[2].Split('/');
        return new DocumentPacket
        {
            Header = new MessageHeader
            {
                From = new Organization { OrganId = Sender, OrganName = "Văn phòng Chính phủ" },
                To = [new Organization { OrganId = "G22.1" }],
                Code = new DocumentCode(code[0], code[1]),
                PromulgationInfo = new PromulgationInfo("Hà Nội", PacketDate.On(new DateOnly(2026, 1, 30))),
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
                Replaces = business == PacketBusiness.Replace ? [new Replacement(Document, ["G22.1"])] : [],
            },
        };
    }
}
