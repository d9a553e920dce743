using System.Text;
using System.Text.Json;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.EdXml.Writing;
using NUnit.Framework;

namespace DocFlow.Tests.EdXml;

/// <summary>Packets of two agencies that do not exist, and short ways to write and read them.</summary>
internal static class Letters
{
    public static readonly Guid PacketId = Guid.Parse("0198f2a0-5f3e-7c11-9a55-1234567890ab");
    public static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.7 công văn thử nghiệm %%EOF");

    public static readonly Organization Sender = new()
    {
        OrganId = "T99.01",
        OrganizationInCharge = "Bộ Thử nghiệm",
        OrganName = "Cục Văn thư Thử nghiệm",
        OrganAdd = "Số 1 phố Giấy, Hà Nội",
        Email = "vanthu@cuc.test",
        Telephone = "024 0000 0001",
        Fax = "024 0000 0002",
        Website = "cuc.test",
    };

    public static readonly Organization Recipient = new() { OrganId = "T77.05", OrganName = "Sở Thử nghiệm" };

    public static MessageHeader Header => new()
    {
        From = Sender,
        To = [Recipient],
        Code = new("05", "CVT-VP"),
        PromulgationInfo = new("Hà Nội", PacketDate.On(new(2026, 2, 3))),
        DocumentType = new(18, 0, "Công văn"),
        Subject = "V/v thử nghiệm liên thông văn bản",
        Content = "Đề nghị cho ý kiến",
        SignerInfo = new("KT. CỤC TRƯỞNG", "Phó Cục trưởng", "Nguyễn Thử Nghiệm"),
        DueDate = PacketDate.On(new(2026, 3, 1)),
        ToPlaces = ["Như trên", "Lưu: VT"],
        OtherInfo = new()
        {
            Priority = 1,
            SphereOfPromulgation = "Nội bộ",
            TyperNotation = "NTN",
            PromulgationAmount = 2,
            PageAmount = 3,
            Direction = "false",
            Appendixes = ["Phụ lục I"],
        },
        ResponseFor =
        [
            new()
            {
                OrganId = "T77.05",
                Code = "12/STN",
                PromulgationDate = PacketDate.On(new(2026, 1, 5)),
                DocumentId = "T77.05,2026/01/05,12/STN",
            },
        ],
        SteeringType = 0,
        ResponseForTask = ["NV-7"],
        ApplicationType = "DOCFLOW",
        DocumentId = "T99.01,2026/02/03,05/CVT-VP",
    };

    public static DocumentPacket Document => new()
    {
        Header = Header,
        Trace = [new("T99.01", PacketTime.At(new(2026, 2, 3, 1, 30, 0, TimeSpan.Zero)))],
        Bussiness = new() { DocumentId = Header.DocumentId, Reason = "Văn bản điện tử mới", Paper = 0, StaffInfo = Staff },
    };

    /// <summary>The letter with what each kind of packet must say.</summary>
    public static DocumentPacket Of(BussinessDocType type) => Document with
    {
        Bussiness = Document.Bussiness! with
        {
            DocType = type,
            Change = type == BussinessDocType.Update ? new(1, 1, [new("T77.05", 0), new("T77.06", 1)]) : null,
            Replaces = type == BussinessDocType.Replace ? [new("T99.01,2026/01/02,04/CVT-VP", ["T77.05", "T77.06"])] : [],
        },
    };

    public static StaffInfo Staff =>
        new() { Department = "Văn thư", Staff = "Trần Thị Giấy", Email = "giay@cuc.test", Mobile = "0900000000" };

    public static StatusPacket Status => new()
    {
        From = Recipient,
        ResponseFor = new()
        {
            OrganId = "T99.01",
            Code = "05/CVT-VP",
            PromulgationDate = PacketDate.On(new(2026, 2, 3)),
            DocumentId = "T99.01,2026/02/03,05/CVT-VP",
        },
        StaffInfo = Staff,
        StatusCode = StatusCode.Accepted,
        Description = "Đã vào sổ văn bản đến",
        Timestamp = PacketTime.At(new(2026, 2, 3, 2, 0, 0, TimeSpan.Zero)),
    };

    public static AttachmentToSend File(string name = "05-CVT-VP.pdf", byte[]? bytes = null) =>
        new(name, "application/pdf", () => new MemoryStream(bytes ?? Pdf));

    public static byte[] Write(DocumentPacket? document = null, WriteSettings? settings = null, params AttachmentToSend[] files)
    {
        using var to = new MemoryStream();
        var report = PacketWriter.WriteDocument(to, new(PacketId, document ?? Document, files.Length > 0 ? files : [File()]), settings);
        Assert.That(report.Outcome, Is.EqualTo(WriteOutcome.Written), string.Join('\n', report.Errors));
        return to.ToArray();
    }

    public static byte[] Write(StatusPacket status, WriteSettings? settings = null)
    {
        using var to = new MemoryStream();
        var report = PacketWriter.WriteStatus(to, status, settings);
        Assert.That(report.Outcome, Is.EqualTo(WriteOutcome.Written), string.Join('\n', report.Errors));
        return to.ToArray();
    }

    // records compare their lists by reference
    public static void AssertSame(DocumentPacket read, DocumentPacket written) =>
        Assert.That(JsonSerializer.Serialize(read), Is.EqualTo(JsonSerializer.Serialize(written)));

    /// <summary>Our own packet with one thing changed, as another system might have written it.</summary>
    public static string Altered(string from, string to) => Text(Write()).Replace(from, to, StringComparison.Ordinal);

    public static string Text(byte[] packet) => Encoding.UTF8.GetString(packet);

    public static Opened Read(byte[] packet, ReadSettings? settings = null)
    {
        var files = new List<MemoryStream>();
        var report = PacketReader.Read(new MemoryStream(packet), _ =>
        {
            files.Add(new MemoryStream());
            return files[^1];
        }, settings);
        return new(report, [.. files.Select(file => file.ToArray())]);
    }

    public static Opened Read(string packet, ReadSettings? settings = null) => Read(Encoding.UTF8.GetBytes(packet), settings);
}

internal sealed record Opened(ReadReport Report, IReadOnlyList<byte[]> Files)
{
    public IEnumerable<string> Codes => Report.Findings.Select(finding => finding.Code);
}
