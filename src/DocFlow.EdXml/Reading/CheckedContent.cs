using System.IO.Compression;

namespace DocFlow.EdXml.Reading;

/// <summary>The bytes of a zip entry: as many as were promised, with the checksum that was promised, or the packet is refused.</summary>
internal sealed class CheckedContent(Stream inner, long length, uint crc, string path) : IDisposable
{
    private static readonly uint[] Table = BuildTable();
    private long taken;
    private uint register = uint.MaxValue;

    public long Length => length;

    public int Read(byte[] buffer)
    {
        try
        {
            if (taken == length)
                return Finish();

            var read = inner.Read(buffer, 0, (int)Math.Min(buffer.Length, length - taken));
            if (read == 0)
                throw new PacketRefused(PacketSentences.BadZip(path, "it ends too early"));

            taken += read;
            for (var at = 0; at < read; at++)
                register = Table[(byte)(register ^ buffer[at])] ^ (register >> 8);
            return read;
        }
        catch (InvalidDataException reason)
        {
            throw new PacketRefused(PacketSentences.BadZip(path, reason.Message));
        }
    }

    public void Dispose() => inner.Dispose();

    private int Finish()
    {
        if (~register != crc)
            throw new PacketRefused(PacketSentences.BadZip(path, "its checksum does not match"));
        if (inner is DeflateStream && inner.ReadByte() >= 0)
            throw new PacketRefused(PacketSentences.BadZip(path, "it holds more than it promised"));

        return 0;
    }

    // CRC-32 of ISO 3309, as zip uses it (APPNOTE 4.4.7)
    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint value = 0; value < 256; value++)
        {
            var bits = value;
            for (var step = 0; step < 8; step++)
                bits = (bits & 1) != 0 ? 0xEDB88320 ^ (bits >> 1) : bits >> 1;
            table[value] = bits;
        }

        return table;
    }
}
