using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// The zip with one entry that most senders put around a file. Read by hand (APPNOTE 4.3): a general reader would first list whatever
/// directory the packet claims to have. The entry's own name is only looked at for its extension.
/// </summary>
internal sealed class ZipWrapper
{
    public const string ContentType = "application/zip";
    private const int EndLength = 22;
    private const int DirectoryLength = 46;
    private const int LocalLength = 30;
    private const uint BombFloor = 1 << 20;

    private readonly Stream archive;
    private readonly byte[] entry;
    private readonly string extension;

    private ZipWrapper(Stream archive, byte[] entry)
    {
        (this.archive, this.entry) = (archive, entry);
        var name = new byte[Word(entry, 28)];
        extension = archive.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) == name.Length
            ? Path.GetExtension(Encoding.UTF8.GetString(name))
            : "";
    }

    private long Packed => Double(entry, 20);

    private long Length => Double(entry, 24);

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
        if (Length > settings.MostAttachmentBytes)
            throw new PacketRefused(PacketSentences.OverLimit(path, "bytes per attachment", settings.MostAttachmentBytes));
        if (Length > BombFloor && Length / Math.Max(1, Packed) > settings.MostZipRatio)
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
        if (ReadAt(archive, Double(entry, 42), LocalLength) is not { } local)
            throw new PacketRefused(PacketSentences.BadZip(path, "the entry is not where the directory says"));

        archive.Position = Double(entry, 42) + LocalLength + Word(local, 26) + Word(local, 28);
        Stream content = method == 8 ? new DeflateStream(archive, CompressionMode.Decompress, leaveOpen: true) : archive;
        return new CheckedContent(content, Length, Double(entry, 16), path);
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
                return Word(tail, at + 10) == 1 && Starts(payload, Double(tail, at + 16), 0x02014b50) ? Double(tail, at + 16) : null;
        }

        return null;
    }

    private static bool Starts(Stream payload, long at, uint signature) =>
        ReadAt(payload, at, 4) is { } head && Double(head, 0) == signature;

    private static byte[]? ReadAt(Stream payload, long at, int length)
    {
        if (at + length > payload.Length)
            return null;

        var bytes = new byte[length];
        payload.Position = at;
        payload.ReadExactly(bytes);
        return bytes;
    }

    private static ushort Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint Double(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
