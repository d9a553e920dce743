using System.Buffers.Binary;
using System.Text;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Evidence;

/// <summary>An archive that was refused, and why.</summary>
internal sealed class ZipRefused(string vietnamese, string english) : Exception(english)
{
    public Sentence Text { get; } = new(vietnamese, english);
}

/// <summary>
/// Reads an archive only where it is byte by byte what <see cref="ZipWriter"/> writes: it takes the few facts of each entry from the
/// directory, writes all headers anew, and compares. What it holds in memory is the directory, which has its limit.
/// </summary>
internal sealed class ZipReader
{
    private const int MostEntries = 10_000;
    private const int MostDirectory = 8 << 20;
    private const int CentralLength = 46;
    private readonly Stream _file;

    private ZipReader(Stream file, IReadOnlyList<ZipEntry> entries) => (_file, Entries) = (file, entries);

    /// <summary>Its entries, in the order they were written.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>Opens it; the stream must be seekable and stays open.</summary>
    /// <exception cref="ZipRefused">It is not such an archive, or was changed, cut off or packed anew.</exception>
    public static ZipReader Open(Stream file)
    {
        var (start, length, count) = Directory(file);
        if (count > MostEntries || length > MostDirectory)
            throw new ZipRefused(
                $"Tệp nén có quá nhiều mục (tối đa {MostEntries}).", $"The archive has too many entries; at most {MostEntries} are read.");
        if (start < 0 || length < 0 || start + length > file.Length)
            throw Odd();

        var directory = Bytes(file, start, (int)length);
        var entries = Parse(directory, count);
        CheckNames(entries);
        CheckBytes(file, entries, start, directory);
        return new ZipReader(file, entries);
    }

    /// <summary>An entry's bytes.</summary>
    public Stream Read(ZipEntry entry) => new FilePart(_file, entry.Data, entry.Length);

    private static (long Start, long Length, int Count) Directory(Stream file)
    {
        if (file.Length < PlainZip.EndLength)
            throw Odd();
        var end = Bytes(file, file.Length - PlainZip.EndLength, PlainZip.EndLength);
        if (U32(end, 0) != 0x06054B50)
            throw new ZipRefused(
                "Tệp không phải tệp nén bằng chứng hoàn chỉnh: phần cuối bị thiếu hoặc có dữ liệu thừa phía sau.",
                "This is no whole archive of evidence: its end is missing, or something stands behind it.");
        if (U32(end, 16) != uint.MaxValue)
            return (U32(end, 16), U32(end, 12), U16(end, 10));

        var before = file.Length - PlainZip.EndLength - PlainZip.LocatorLength - PlainZip.LongEndLength;
        if (before < 0)
            throw Odd();
        var far = Bytes(file, before, PlainZip.LongEndLength);
        return (BinaryPrimitives.ReadInt64LittleEndian(far.AsSpan(48)), U32(end, 12), U16(end, 10));
    }

    private static List<ZipEntry> Parse(byte[] directory, int count)
    {
        var entries = new List<ZipEntry>();
        var place = 0;
        while (place < directory.Length)
        {
            var header = directory.AsSpan(place);
            if (header.Length < CentralLength || entries.Count == count)
                throw Odd();
            var (name, extra) = (U16(header, 28), U16(header, 30));
            if (header.Length < CentralLength + name + extra)
                throw Odd();
            entries.Add(Entry(header, name, extra));
            place += CentralLength + name + extra;
        }

        return entries.Count == count ? entries : throw Odd();
    }

    private static ZipEntry Entry(ReadOnlySpan<byte> header, int name, int extra)
    {
        if (U16(header, 10) != 0)
            throw new ZipRefused(
                "Tệp nén có mục được nén hoặc mã hóa; tệp bằng chứng không bao giờ như vậy.",
                "The archive has a packed or locked entry; evidence is never written so.");
        long length = U32(header, 24);
        long offset = U32(header, 42);
        var values = header.Slice(CentralLength + name, extra);
        var next = 4;
        if (length == uint.MaxValue)
            (length, next) = (Far(values, next), next + 16);
        if (offset == uint.MaxValue)
            offset = Far(values, next);
        return new ZipEntry(Encoding.UTF8.GetString(header.Slice(CentralLength, name)), length, U32(header, 16), offset);
    }

    private static void CheckNames(List<ZipEntry> entries)
    {
        if (entries.Find(entry => !EntryName.IsGood(entry.Name)) is not null)
            throw new ZipRefused(
                "Tệp nén có tên mục nguy hiểm (đường dẫn tuyệt đối, «..», ký tự bị cấm).",
                "The archive has an entry with a dangerous name (an absolute path, \"..\", forbidden letters).");
        if (entries.DistinctBy(entry => entry.Name.ToUpperInvariant()).Count() != entries.Count)
            throw new ZipRefused("Tệp nén có hai mục trùng tên.", "The archive has two entries of one name.");
    }

    private static void CheckBytes(Stream file, List<ZipEntry> entries, long start, byte[] directory)
    {
        long place = 0;
        foreach (var entry in entries)
        {
            var header = PlainZip.Local(entry);
            if (entry.Offset != place || entry.Length < 0 || entry.Length > start || place + header.Length + entry.Length > start
                || !Bytes(file, place, header.Length).AsSpan().SequenceEqual(header))
                throw Odd();
            place += header.Length + entry.Length;
        }

        byte[] written = [.. entries.SelectMany(PlainZip.Central)];
        var end = PlainZip.End(entries.Count, start, directory.Length);
        var behind = start + directory.Length;
        if (place != start || !written.AsSpan().SequenceEqual(directory) || file.Length - behind != end.Length
            || !Bytes(file, behind, end.Length).AsSpan().SequenceEqual(end))
            throw Odd();
    }

    private static ZipRefused Odd() => new(
        "Tệp nén không còn như khi được lập: bị sửa, bị cắt, hoặc đã được nén lại bằng chương trình khác.",
        "The archive is not as it was written: changed, cut off, or packed anew by another program.");

    private static byte[] Bytes(Stream file, long place, int count)
    {
        var bytes = new byte[count];
        file.Position = place;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static long Far(ReadOnlySpan<byte> values, int place) =>
        values.Length >= place + 8 ? BinaryPrimitives.ReadInt64LittleEndian(values[place..]) : throw Odd();

    private static int U16(ReadOnlySpan<byte> from, int place) => BinaryPrimitives.ReadUInt16LittleEndian(from[place..]);

    private static uint U32(ReadOnlySpan<byte> from, int place) => BinaryPrimitives.ReadUInt32LittleEndian(from[place..]);
}
