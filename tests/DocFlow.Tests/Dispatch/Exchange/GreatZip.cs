using System.IO.Compression;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>A zip of as many zeros as wanted: a megabyte is deflated once, and said again and again. Never in memory as a whole.</summary>
internal static class GreatZip
{
    private const int Chunk = 1 << 20;
    private const ushort Deflate = 8;
    private const ushort Zip64 = 45;
    private const uint InExtra = uint.MaxValue;
    private static readonly byte[] Name = "7.pdf"u8.ToArray();
    private static readonly byte[] LastBlock = [3, 0];

    /// <summary>Writes it; its directory says what the file's length is.</summary>
    public static void Write(Stream to, long size, long says)
    {
        var chunk = Deflated();
        var packed = size / Chunk * chunk.Length + LastBlock.Length;
        using var zip = new BinaryWriter(to, System.Text.Encoding.ASCII, leaveOpen: true);
        zip.Write(0x04034b50u);
        Describe(zip, InExtra, InExtra, extra: 20);
        zip.Write(Name);
        Extra(zip, says, packed);
        for (var written = 0L; written < size; written += Chunk)
            zip.Write(chunk);
        zip.Write(LastBlock);

        var directory = 30 + Name.Length + 20 + packed;
        zip.Write(0x02014b50u);
        zip.Write(Zip64);
        Describe(zip, (uint)packed, says > uint.MaxValue ? InExtra : (uint)says, extra: 12);
        zip.Write(new byte[14]); // no comment, the first disk, no attributes, the first byte
        zip.Write(Name);
        Extra(zip, says);
        zip.Write(0x06054b50u);
        zip.Write([0, 0, 0, 0, 1, 0, 1, 0]);
        zip.Write(46 + Name.Length + 12);
        zip.Write((uint)directory);
        zip.Write((ushort)0);
    }

    // nobody comes so far as to look at the CRC
    private static void Describe(BinaryWriter zip, uint packed, uint length, ushort extra)
    {
        zip.Write(Zip64);
        zip.Write((ushort)0);
        zip.Write(Deflate);
        zip.Write(0x00210000u);
        zip.Write(0u);
        zip.Write(packed);
        zip.Write(length);
        zip.Write((ushort)Name.Length);
        zip.Write(extra);
    }

    private static void Extra(BinaryWriter zip, params long[] sizes)
    {
        zip.Write((ushort)1);
        zip.Write((ushort)(8 * sizes.Length));
        foreach (var size in sizes)
            zip.Write(size);
    }

    private static byte[] Deflated()
    {
        using var bytes = new MemoryStream();
        using var deflate = new DeflateStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true);
        deflate.Write(new byte[Chunk]);
        deflate.Flush();
        return bytes.ToArray();
    }
}
