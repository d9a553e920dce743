using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;

namespace DocFlow.Benchmarks.Exchange;

/// <summary>A packet of 100 KB of which as many can be made as wanted, each another by its number alone.</summary>
internal sealed class PacketTemplate
{
    private const string Number = "9000000";
    private readonly byte[] _bytes;
    private readonly int[] _places;

    public PacketTemplate(string from, string to)
    {
        var letter = RandomNumberGenerator.GetBytes(75_000); // base64 makes a third more of it
        using var bytes = new MemoryStream();
        Write(bytes, (from, to), () => new MemoryStream(letter));
        _bytes = bytes.ToArray();
        _places = [.. Places()];
    }

    public int Length => _bytes.Length;

    public byte[] Numbered(int number)
    {
        var packet = _bytes.ToArray();
        var digits = Encoding.ASCII.GetBytes((9_000_000 + number).ToString(CultureInfo.InvariantCulture));
        foreach (var place in _places)
            digits.CopyTo(packet, place);
        return packet;
    }

    /// <summary>A packet with an attachment of so many megabytes.</summary>
    public static void WriteLarge(string file, string from, string to, int megabytes)
    {
        var attachment = file + ".pdf";
        using (var random = File.Create(attachment))
        {
            for (var written = 0; written < megabytes * 3 / 4; written++)
                random.Write(RandomNumberGenerator.GetBytes(1_000_000));
        }

        using var packet = File.Create(file);
        Write(packet, (from, to), () => File.OpenRead(attachment));
    }

    private static void Write(Stream packet, (string From, string To) way, Func<Stream> letter)
    {
        var document = new DocumentPacket
        {
            Header = new MessageHeader
            {
                From = new Organization { OrganId = way.From },
                To = [new Organization { OrganId = way.To }],
                Code = new DocumentCode(Number, "DO"),
                PromulgationInfo = new PromulgationInfo("Hà Nội", PacketDate.On(new DateOnly(2026, 2, 2))),
                Subject = "V/v đo thông lượng trục",
                DocumentId = $"{way.From},2026/02/02,{Number}/DO",
            },
            Bussiness = new Bussiness { DocType = BussinessDocType.New },
        };
        var file = new AttachmentToSend("do.pdf", "application/pdf", letter);
        PacketWriter.WriteDocument(packet, new OutgoingPacket(Guid.CreateVersion7(), document, [file]));
    }

    private IEnumerable<int> Places()
    {
        var sought = Encoding.ASCII.GetBytes(Number);
        for (var at = 0; _bytes.AsSpan(at).IndexOf(sought) is var found and >= 0; at += found + sought.Length)
            yield return at + found;
    }
}
