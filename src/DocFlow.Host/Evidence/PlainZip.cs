using System.Buffers.Binary;
using System.Text;

namespace DocFlow.Host.Evidence;

/// <summary>An entry of an archive: its place and what the headers say of it.</summary>
internal sealed record ZipEntry(string Name, long Length, uint Crc, long Offset)
{
    /// <summary>Where its bytes begin.</summary>
    public long Data => Offset + PlainZip.Local(this).Length;
}

/// <summary>
/// The one form in which an archive of evidence is written: entries as they are (not packed, not locked), one behind the other, every date
/// 1 January 1980. Whoever reads it can say of each byte what it must be, so nothing can be hidden or blown up. Sizes past 4 GB as PKWARE's
/// APPNOTE 4.5.3 and 4.3.14 have them.
/// </summary>
internal static class PlainZip
{
    public const int EndLength = 22;
    public const int LocatorLength = 20;
    public const int LongEndLength = 56;
    private const int LocalLength = 30;
    private const int CentralLength = 46;
    private const uint Escape = uint.MaxValue;
    private const ushort Plain = 20;
    private const ushort Long = 45;
    private const ushort Utf8Names = 0x0800;
    private const ushort FirstDay = 0x0021;
    private const uint RegularFile = 0x81A40000; // rw-r--r--, where unpacking keeps rights
    private const byte MadeOnUnix = 3;

    /// <summary>The header before an entry's bytes.</summary>
    public static byte[] Local(ZipEntry entry)
    {
        var (name, isLong) = (Encoding.UTF8.GetBytes(entry.Name), entry.Length >= Escape);
        var header = new byte[LocalLength + name.Length + (isLong ? 20 : 0)];
        U32(header, 0, 0x04034B50);
        U16(header, 4, isLong ? Long : Plain);
        Middle(header.AsSpan(6), entry, isLong);
        U16(header, 28, (ushort)(isLong ? 20 : 0));
        name.CopyTo(header, LocalLength);
        if (isLong)
            Extra(header.AsSpan(LocalLength + name.Length), [entry.Length, entry.Length]);
        return header;
    }

    /// <summary>Its line in the directory.</summary>
    public static byte[] Central(ZipEntry entry)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var (isLong, isFar) = (entry.Length >= Escape, entry.Offset >= Escape);
        long[] extra = [.. isLong ? [entry.Length, entry.Length] : Array.Empty<long>(), .. isFar ? [entry.Offset] : Array.Empty<long>()];
        var header = new byte[CentralLength + name.Length + (extra.Length > 0 ? 4 + 8 * extra.Length : 0)];
        U32(header, 0, 0x02014B50);
        header[4] = (byte)(extra.Length > 0 ? Long : Plain);
        header[5] = MadeOnUnix;
        U16(header, 6, extra.Length > 0 ? Long : Plain);
        Middle(header.AsSpan(8), entry, isLong);
        U16(header, 30, (ushort)(header.Length - CentralLength - name.Length));
        U32(header, 38, RegularFile);
        U32(header, 42, isFar ? Escape : (uint)entry.Offset);
        name.CopyTo(header, CentralLength);
        if (extra.Length > 0)
            Extra(header.AsSpan(CentralLength + name.Length), extra);
        return header;
    }

    /// <summary>What stands behind the directory.</summary>
    public static byte[] End(int count, long start, long length)
    {
        var isFar = start >= Escape;
        var end = new byte[(isFar ? LongEndLength + LocatorLength : 0) + EndLength];
        if (isFar)
            LongEnd(end, count, start, length);
        var last = end.AsSpan(end.Length - EndLength);
        U32(last, 0, 0x06054B50);
        U16(last, 8, (ushort)count);
        U16(last, 10, (ushort)count);
        U32(last, 12, (uint)length);
        U32(last, 16, isFar ? Escape : (uint)start);
        return end;
    }

    private static void LongEnd(Span<byte> end, int count, long start, long length)
    {
        U32(end, 0, 0x06064B50);
        U64(end, 4, LongEndLength - 12);
        U16(end, 12, (MadeOnUnix << 8) | Long);
        U16(end, 14, Long);
        U64(end, 24, count);
        U64(end, 32, count);
        U64(end, 40, length);
        U64(end, 48, start);
        U32(end, LongEndLength, 0x07064B50);
        U64(end, LongEndLength + 8, start + length);
        U32(end, LongEndLength + 16, 1);
    }

    // flags, method (none), time, date, sum, both sizes, the name's length: the same in both headers
    private static void Middle(Span<byte> header, ZipEntry entry, bool isLong)
    {
        U16(header, 0, Utf8Names);
        U16(header, 6, FirstDay);
        U32(header, 8, entry.Crc);
        U32(header, 12, isLong ? Escape : (uint)entry.Length);
        U32(header, 16, isLong ? Escape : (uint)entry.Length);
        U16(header, 20, (ushort)Encoding.UTF8.GetByteCount(entry.Name));
    }

    private static void Extra(Span<byte> place, long[] values)
    {
        U16(place, 0, 1);
        U16(place, 2, (ushort)(8 * values.Length));
        for (var i = 0; i < values.Length; i++)
            U64(place, 4 + 8 * i, values[i]);
    }

    private static void U16(Span<byte> to, int place, int value) => BinaryPrimitives.WriteUInt16LittleEndian(to[place..], (ushort)value);

    private static void U32(Span<byte> to, int place, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(to[place..], value);

    private static void U64(Span<byte> to, int place, long value) => BinaryPrimitives.WriteInt64LittleEndian(to[place..], value);
}
