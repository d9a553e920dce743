using System.IO.Compression;
using System.Text;

namespace DocFlow.Tests.Dispatch.Proof;

/// <summary>
/// An archive in the form of evidence, written from its description by other means than ours: what an attacker who knows the form would do.
/// </summary>
internal static class PlainArchive
{
    public static byte[] Of(IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        var directory = new MemoryStream();
        using var central = new BinaryWriter(directory);
        ushort count = 0;
        foreach (var (name, bytes) in entries)
        {
            var (offset, path, sum) = ((uint)file.Position, Encoding.UTF8.GetBytes(name), SumOf(bytes));
            writer.Write(0x04034B50);
            Middle(writer, path, bytes, sum);
            writer.Write(path);
            writer.Write(bytes);

            central.Write(0x02014B50);
            central.Write((ushort)0x0314);
            Middle(central, path, bytes, sum);
            central.Write(new byte[6]);
            central.Write(0x81A40000);
            central.Write(offset);
            central.Write(path);
            count++;
        }

        var start = (uint)file.Position;
        writer.Write(directory.ToArray());
        writer.Write(0x06054B50);
        writer.Write(0);
        writer.Write(count);
        writer.Write(count);
        writer.Write((uint)directory.Length);
        writer.Write(start);
        writer.Write((ushort)0);
        return file.ToArray();
    }

    private static void Middle(BinaryWriter to, byte[] name, byte[] bytes, uint sum)
    {
        foreach (var value in new ushort[] { 20, 0x0800, 0, 0, 0x0021 })
            to.Write(value);
        to.Write(sum);
        to.Write(bytes.Length);
        to.Write(bytes.Length);
        to.Write((ushort)name.Length);
        to.Write((ushort)0);
    }

    // the runtime's own archive knows the sum of its entry
    private static uint SumOf(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("x").Open())
            entry.Write(bytes);
        using var read = new ZipArchive(packed);
        return read.Entries[0].Crc32;
    }
}
