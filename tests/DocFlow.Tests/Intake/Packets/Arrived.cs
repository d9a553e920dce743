using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Intake;
using DocFlow.Intake.Packets;
using DocFlow.Platform;
using DocFlow.Tests.Dispatch;
using DocFlow.Tests.Signing.Pdf;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Packets;

/// <summary>Packets of an agency that does not exist, as the exchange brings them to the intake room.</summary>
internal static class Arrived
{
    public const string OurCode = "T77.05";

    public static MessageHeader Header(string number = "05") => new()
    {
        From = new Organization { OrganId = "T99.01", OrganName = "Cục Văn thư Thử nghiệm" },
        To = [new Organization { OrganId = OurCode, OrganName = "Sở Thử nghiệm" }],
        Code = new(number, "CVT-VP"),
        PromulgationInfo = new("Hà Nội", PacketDate.On(new(2026, 2, 1))),
        DocumentType = new(18, 0, "Công văn"),
        Subject = "V/v thử nghiệm liên thông văn bản",
        Content = "Đề nghị cho ý kiến",
        SignerInfo = new("KT. CỤC TRƯỞNG", "Phó Cục trưởng", "Nguyễn Thử Nghiệm"),
        DueDate = PacketDate.On(new(2026, 3, 1)),
        ToPlaces = ["Như trên", "Lưu: VT"],
        OtherInfo = new() { Priority = 2, PageAmount = 1 },
        DocumentId = $"T99.01,2026/02/01,{number}/CVT-VP",
    };

    public static AttachmentToSend File(string name, byte[] bytes) => new(name, "application/pdf", () => new MemoryStream(bytes));

    public static byte[] Pdf(string text = "05") => TinyPdf.Classic(TinyPdf.Page, $"({text})");

    /// <summary>Stores a packet as the endpoint does, and says so.</summary>
    public static async Task<PacketAccepted> Accepted(
        this IntakeOffice office, MessageHeader? header = null, params AttachmentToSend[] files)
    {
        var said = header ?? Header();
        var sent = files.Length > 0 ? files : [File("05.pdf", Pdf())];
        var stored = await office.House.Content.Put(to =>
        {
            Write(to, said, sent);
            return Task.CompletedTask;
        });
        return Message(said, stored.Sha256, stored.Length, office.House.Clock.Now);
    }

    /// <summary>The packet's bytes.</summary>
    public static void Write(Stream to, MessageHeader header, params AttachmentToSend[] files)
    {
        var packet = new OutgoingPacket(Guid.CreateVersion7(), new DocumentPacket { Header = header }, files);
        var report = PacketWriter.WriteDocument(to, packet);
        Assert.That(report.Outcome, Is.EqualTo(WriteOutcome.Written), string.Join('\n', report.Errors));
    }

    public static PacketAccepted Message(MessageHeader header, string sha256, long length, DateTimeOffset now) => new()
    {
        PacketId = Guid.CreateVersion7(),
        Sha256 = sha256,
        Length = length,
        Business = PacketBusiness.New,
        FromCode = header.From.OrganId,
        FromName = header.From.OrganName,
        ToCode = OurCode,
        ExchangeId = header.DocumentId,
        Code = header.Code.ToString(),
        Subject = header.Subject,
        Urgency = Urgency.VeryUrgent,
        AcceptedAt = now,
    };

    /// <summary>Brings it to the room, as often as asked.</summary>
    public static async Task TakeIn(this IntakeOffice office, PacketAccepted message, int times = 1)
    {
        office.House.Clock.Now += TimeSpan.FromMinutes(1);
        await Bus.Bring<TakeInPacket, PacketAccepted>(office.House, message, times, services => services
            .AddSingleton(new OpenPacket(office.House.Content, office.Screening)));
        office.House.Clock.Now += TimeSpan.FromMinutes(1);
    }

    /// <summary>Makes a packet and brings it; its id.</summary>
    public static async Task<Guid> Arrives(this IntakeOffice office, MessageHeader? header = null, params AttachmentToSend[] files)
    {
        var message = await office.Accepted(header, files);
        await office.TakeIn(message);
        return message.PacketId;
    }

    /// <summary>What the clerk sees of it.</summary>
    public static async Task<ShowPacket.Answer> Show(this IntakeOffice office, Guid packet) => (await office.House.Database.Read(session =>
        ShowPacket.Handle(packet, session, office.Clerk, new DateOnly(2026, 2, 2)))).Answer;

    /// <summary>Registers it as its packet says, or with something else.</summary>
    public static async Task<Outcome<RegisterDocument.Answer>> RegisterPacket(
        this IntakeOffice office, Guid packet, Func<RegisterDocument.Command, RegisterDocument.Command>? with = null)
    {
        var command = new RegisterDocument.Command { PacketId = packet, Document = (await office.Show(packet)).Document };
        return await office.Register(with?.Invoke(command) ?? command);
    }

    /// <summary>The status codes its sender was told, in their order.</summary>
    public static async Task<string> Told(this IntakeOffice office) =>
        string.Join(' ', (await Answers(office)).Select(answer => answer.Status));

    /// <summary>What its sender was told, in its order.</summary>
    public static async Task<IReadOnlyList<SenderAnswered>> Answers(this IntakeOffice office) =>
        [.. (await office.House.Sent<SenderAnswered>()).OrderBy(answer => answer.GivenAt).ThenBy(answer => answer.Status)];
}
