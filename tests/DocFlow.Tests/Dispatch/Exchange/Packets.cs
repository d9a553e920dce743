using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>Small packets of other agencies.</summary>
internal static class Packets
{
    public const string Theirs = "H53,2026/02/02,7/UBND-VX";

    /// <summary>The installation's way in.</summary>
    public static AcceptPacket Door(TestInstallation office) => new(
        office.Database, office.Content, new JudgePacket(office.Database, office.Clock), new NodeKey(new KeyFolder(office.Options)));

    /// <summary>A letter of H53 to these recipients.</summary>
    public static byte[] Letter(
        string[] to, Func<DocumentPacket, DocumentPacket>? otherwise = null, string number = "7", byte[]? zip = null, byte[]? file = null)
    {
        using var bytes = new MemoryStream();
        var bytesOfFile = zip ?? file ?? "%PDF-1.7 letter"u8.ToArray();
        var sent = new AttachmentToSend("7.pdf", "application/pdf", () => new MemoryStream(bytesOfFile)) { IsPacked = zip is not null };
        Write(bytes, to, sent, otherwise, number);
        return bytes.ToArray();
    }

    /// <summary>The same with any file, however large.</summary>
    public static void Write(
        Stream packet, string[] to, AttachmentToSend file, Func<DocumentPacket, DocumentPacket>? otherwise = null, string number = "7")
    {
        var letter = new DocumentPacket
        {
            Header = new MessageHeader
            {
                From = new Organization { OrganId = "H53", OrganName = "UBND tỉnh Tây Ninh" },
                To = [.. to.Select(code => new Organization { OrganId = code, OrganName = "Cơ quan " + code })],
                Code = new DocumentCode(number, "UBND-VX"),
                PromulgationInfo = new PromulgationInfo("Tây Ninh", PacketDate.On(new DateOnly(2026, 2, 2))),
                Subject = "V/v trao đổi văn bản",
                OtherInfo = new OtherInfo { Priority = 1 },
                DocumentId = $"H53,2026/02/02,{number}/UBND-VX",
            },
            Bussiness = new Bussiness { DocType = BussinessDocType.New },
        };
        PacketWriter.WriteDocument(packet, new OutgoingPacket(Guid.Empty, otherwise?.Invoke(letter) ?? letter, [file]));
    }

    /// <summary>A status of H53.</summary>
    public static byte[] Status(string code, string? about, string to, string? why = null)
    {
        using var bytes = new MemoryStream();
        PacketWriter.WriteStatus(bytes, new StatusPacket
        {
            From = new Organization { OrganId = "H53", OrganName = "UBND tỉnh Tây Ninh" },
            ResponseFor = new ResponseFor { OrganId = to, Code = "7/UBND-VX", DocumentId = about },
            StatusCode = new StatusCode(code),
            Description = why,
            Timestamp = PacketTime.At(new DateTimeOffset(2026, 2, 3, 8, 0, 0, TimeSpan.FromHours(7))),
        });
        return bytes.ToArray();
    }
}
