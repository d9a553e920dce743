using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// The zip with one entry that most senders put around a file. Read by hand (APPNOTE 4.3): a general reader would first list whatever
/// directory the packet claims to have. The entry's own name is only looked at for its extension. Some writers use zip64, however small the
/// file: there every number that does not fit stands elsewhere (APPNOTE 4.3.14, 4.5.3).
/// </summary>
internal sealed class ZipWrapper
{
    public const string ContentType = "application/zip";
    private const int EndLength = 22;
    private const int DirectoryLength = 46;
    private const int LocalLength = 30;
    private const int LocatorLength = 20;
    private const int EndLength64 = 56;
    private const uint Elsewhere = uint.MaxValue;
    private const uint BombFloor = 1 << 20;

    private readonly Stream archive;
    private readonly byte[] entry;
    private readonly string extension;
    private readonly long length;
    private readonly long packed;
    private readonly long start;

    private ZipWrapper(Stream archive, byte[] entry)
    {
        (this.archive, this.entry) = (archive, entry);
        var (name, extra) = (new byte[Word(entry, 28)], new byte[Word(entry, 30)]);
        var whole = archive.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) == name.Length
            && archive.ReadAtLeast(extra, extra.Length, throwOnEndOfStream: false) == extra.Length;
        extension = whole ? Path.GetExtension(Encoding.UTF8.GetString(name)) : "";
        var wide = new Queue<long>(whole ? Wide(extra) : []);
        (length, packed, start) = (Number(24), Number(20), Number(42));

        // in this order, and only those that do not fit
        long Number(int at)
        {
            var number = Double(entry, at);
            return number == Elsewhere && wide.TryDequeue(out var large) ? large : number;
        }
    }

    /// <summary>Null when the payload is the file itself: no zip, or one that was meant to be one (.docx, .zip).</summary>
    public static ZipWrapper? Find(Stream payload, ReceivedAttachment about)
    {
        if (!Starts(payload, 0, 0x04034b50) || DirectoryOf(payload) is not { } at || ReadAt(payload, at, DirectoryLength) is not { } entry)
            return null;

        var zip = new ZipWrapper(payload, entry);
        var named = Path.GetExtension(about.Name);
        var sameKind = named.Length > 0 && zip.extension.Equals(named, StringComparison.OrdinalIgnoreCase);
        var saidSo = about.ContentType == ContentType && !named.Equals(".zip", StringComparison.OrdinalIgnoreCase);
        return sameKind || saidSo ? zip : null;
    }

    public void RefuseBombs(ReadSettings settings, string path)
    {
        if (length > settings.MostAttachmentBytes)
            throw new PacketRefused(PacketSentences.OverLimit(path, "bytes per attachment", settings.MostAttachmentBytes));
        // whatever the directory says of it, packed it is no longer than the zip
        if (length > BombFloor && length / Math.Clamp(packed, 1, archive.Length) > settings.MostZipRatio)
            throw new PacketRefused(PacketSentences.OverLimit(path, "zip ratio", settings.MostZipRatio));
    }

    /// <summary>Exactly the bytes the directory promises, checked by their CRC-32 at the end.</summary>
    public CheckedContent Open(string path)
    {
        var method = Word(entry, 10);
        if ((Word(entry, 8) & 1) != 0)
            throw new PacketRefused(PacketSentences.BadZip(path, "it is encrypted"));
        if (method is not (0 or 8))
            throw new PacketRefused(PacketSentences.BadZip(path, $"compression method {method}"));
        if (ReadAt(archive, start, LocalLength) is not { } local)
            throw new PacketRefused(PacketSentences.BadZip(path, "the entry is not where the directory says"));

        archive.Position = start + LocalLength + Word(local, 26) + Word(local, 28);
        Stream content = method == 8 ? new DeflateStream(archive, CompressionMode.Decompress, leaveOpen: true) : archive;
        return new CheckedContent(content, length, Double(entry, 16), path);
    }

    // the end record stands last, before a comment of at most 65,535 bytes; only a directory of one entry is of interest
    private static long? DirectoryOf(Stream payload)
    {
        var tail = new byte[Math.Min(payload.Length, EndLength + ushort.MaxValue)];
        payload.Position = payload.Length - tail.Length;
        payload.ReadExactly(tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            if (Double(tail, at) == 0x06054b50)
            {
                var (entries, directory) = Directory64(payload, payload.Length - tail.Length + at)
                    ?? (Word(tail, at + 10), (long)Double(tail, at + 16));
                return entries == 1 && Starts(payload, directory, 0x02014b50) ? directory : null;
            }
        }

        return null;
    }

    // where a locator stands before the end record, it says where the true end record is
    private static (long Entries, long Directory)? Directory64(Stream payload, long end) =>
        ReadAt(payload, end - LocatorLength, LocatorLength) is { } locator && Double(locator, 0) == 0x07064b50
            && ReadAt(payload, Quad(locator, 8), EndLength64) is { } record && Double(record, 0) == 0x06064b50
            ? (Quad(record, 32), Quad(record, 48))
            : null;

    // the numbers of the zip64 field among an entry's extra ones
    private static IEnumerable<long> Wide(byte[] extra)
    {
        for (var at = 0; at + 4 <= extra.Length; at += 4 + Word(extra, at + 2))
        {
            var end = Math.Min(at + 4 + Word(extra, at + 2), extra.Length);
            for (var number = at + 4; Word(extra, at) == 1 && number + 8 <= end; number += 8)
                yield return Quad(extra, number);
        }
    }

    private static bool Starts(Stream payload, long at, uint signature) =>
        ReadAt(payload, at, 4) is { } head && Double(head, 0) == signature;

    private static byte[]? ReadAt(Stream payload, long at, int length)
    {
        if (at < 0 || at > payload.Length - length)
            return null;

        var bytes = new byte[length];
        payload.Position = at;
        payload.ReadExactly(bytes);
        return bytes;
    }

    private static ushort Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    // more than fits is too much for everybody who asks
    private static long Quad(byte[] bytes, int at) =>
        (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)), long.MaxValue);

    private static uint Double(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
