using System.IO.Compression;
using System.Text;

namespace DocFlow.Tests.EdXml;

/// <summary>
/// A zip of one file with all its numbers in zip64 fields, however small: as streaming writers make it (APPNOTE 4.3.9, 4.5.3).
/// </summary>
internal static class Zip64
{
    private const uint Elsewhere = uint.MaxValue;

    /// <summary>With the lengths that the directory promises, as it is and packed, and where it says that the local entry is.</summary>
    public static byte[] Of(string name, byte[] content, ulong? promised = null, ulong at = 0, ulong? squeezed = null)
    {
        var (packed, length) = (Deflated(content), promised ?? (ulong)content.Length);
        using var bytes = new MemoryStream();
        using var zip = new BinaryWriter(bytes);
        zip.Write(0x04034b50);
        Head(zip, content, name, extra: 20);
        zip.Write(Encoding.UTF8.GetBytes(name));
        Wide(zip, length, (ulong)packed.Length);
        zip.Write(packed);

        var directory = bytes.Position;
        zip.Write(0x02014b50);
        zip.Write((short)45);
        Head(zip, content, name, extra: 28);
        zip.Write(new byte[10]);
        zip.Write(Elsewhere);
        zip.Write(Encoding.UTF8.GetBytes(name));
        Wide(zip, length, squeezed ?? (ulong)packed.Length, at);
        End(zip, directory, bytes.Position - directory);
        return bytes.ToArray();
    }

    private static void Head(BinaryWriter zip, byte[] content, string name, short extra)
    {
        foreach (var word in new short[] { 45, 0x0800, 8, 0, 0x21 })
            zip.Write(word);
        zip.Write(Sum(content));
        zip.Write(Elsewhere);
        zip.Write(Elsewhere);
        zip.Write((short)Encoding.UTF8.GetByteCount(name));
        zip.Write(extra);
    }

    private static void Wide(BinaryWriter zip, params ulong[] numbers)
    {
        zip.Write((short)1);
        zip.Write((short)(8 * numbers.Length));
        foreach (var number in numbers)
            zip.Write(number);
    }

    private static void End(BinaryWriter zip, long directory, long length)
    {
        var record = zip.BaseStream.Position;
        zip.Write(0x06064b50);
        zip.Write(44L);
        zip.Write((short)45);
        zip.Write((short)45);
        zip.Write(0L);
        foreach (var number in new[] { 1L, 1L, length, directory })
            zip.Write(number);
        zip.Write(0x07064b50);
        zip.Write(0);
        zip.Write(record);
        zip.Write(1);
        zip.Write(0x06054b50);
        foreach (var word in new ushort[] { 0, 0, ushort.MaxValue, ushort.MaxValue })
            zip.Write(word);
        zip.Write(Elsewhere);
        zip.Write(Elsewhere);
        zip.Write((short)0);
    }

    // the platform's own archive knows it
    private static uint Sum(byte[] content)
    {
        using var usual = new ZipArchive(new MemoryStream(AttachmentTests.ZipOf(("x", content))));
        return usual.Entries[0].Crc32;
    }

    private static byte[] Deflated(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content);
        return packed.ToArray();
    }
}
