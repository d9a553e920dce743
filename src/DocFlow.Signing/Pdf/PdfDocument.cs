using DocFlow.Signing.Pdf.Filters;
using DocFlow.Signing.Pdf.Reading;
using DocFlow.Signing.Pdf.Reading.Rebuilding;

namespace DocFlow.Signing.Pdf;

/// <summary>
/// A PDF over a seekable stream, read piece by piece as asked. Every fault is a <see cref="PdfUnreadable"/>. Not for several threads at
/// once.
/// </summary>
public sealed class PdfDocument
{
    private readonly PdfSource _source;
    private readonly ObjectStore _objects;

    private PdfDocument(PdfSource source, PdfStructure structure)
    {
        _source = source;
        Structure = structure;
        _objects = new ObjectStore(_source, structure);
        Catalog = _objects.Resolve(Trailer["Root"] as PdfReference) as PdfDictionary
            ?? throw PdfUnreadable.Damaged("The PDF has no document catalog.");
    }

    /// <summary>
    /// Opens the newest version of a file as the file itself states it; damage is a <see cref="PdfUnreadable"/>, as a verdict needs it.
    /// The stream stays open and must not move under the document.
    /// </summary>
    public static PdfDocument Open(Stream stream) => Stated(new PdfSource(stream, stream.Length));

    /// <summary>
    /// Opens what is left of a damaged file: its objects are searched for, and <see cref="Repairs"/> says what was wrong and what is lost.
    /// A sound file is opened as it is.
    /// </summary>
    public static PdfDocument Repair(Stream stream)
    {
        try
        {
            return Open(stream);
        }
        catch (PdfUnreadable fault) when (fault.Fault is PdfFault.Damaged or PdfFault.Truncated)
        {
            return Rebuilt(stream, fault);
        }
    }

    /// <summary>
    /// Reads a file as it states itself; where damage prevents that and nothing is lost, once more on the repaired file
    /// (<see cref="Repairs"/> is then not empty). Where something is lost the first fault stays.
    /// </summary>
    public static T Read<T>(Stream stream, Func<PdfDocument, T> reading)
    {
        try
        {
            return reading(Open(stream));
        }
        catch (PdfUnreadable fault) when (fault.Fault == PdfFault.Damaged)
        {
            var rebuilt = Rebuilt(stream, fault);
            if (rebuilt.Repairs.Any(repair => repair.Damage == PdfDamage.Lost))
                throw;
            return reading(rebuilt);
        }
    }

    /// <summary>What had to be mended to read the file; empty when it is sound.</summary>
    public IReadOnlyList<PdfRepair> Repairs => Structure.Repairs;

    /// <summary>The saved versions, the oldest first. The front part of a linearized file belongs to the first version.</summary>
    public IReadOnlyList<PdfRevision> Revisions => Structure.Revisions;

    /// <summary>The newest trailer.</summary>
    public PdfDictionary Trailer => Revisions[^1].Trailer;

    /// <summary>The document catalog.</summary>
    public PdfDictionary Catalog { get; }

    /// <summary>Whether the file is encrypted; its strings and streams are then unreadable, its structure is not.</summary>
    public bool IsEncrypted => Trailer["Encrypt"] is not null;

    /// <summary>The bytes this view covers.</summary>
    public long Length => _source.Length;

    /// <summary>What must be added to offsets stated in the file to find the byte (junk before the header).</summary>
    public long OffsetBase => Structure.OffsetBase;

    /// <summary>Every object number some version has used, free ones included.</summary>
    public IReadOnlyDictionary<int, PdfLocation> Objects => _objects.Locations;

    internal int NextNumber => _objects.Locations.Next;

    /// <summary>The pages in order, with what they inherit.</summary>
    public IReadOnlyList<PdfPage> Pages => field ??= PageTree.Read(this);

    /// <summary>The document exactly as whoever opened the file saw it when it ended after version <paramref name="index"/>.</summary>
    public PdfDocument AtRevision(int index) => Prefix(Revisions[index].End);

    /// <summary>The document that the first <paramref name="length"/> bytes of the file are.</summary>
    public PdfDocument Prefix(long length) => length == _source.Length ? this : Stated(_source.Prefix(length));

    /// <summary>What a value stands for: references followed, nothing as <see cref="PdfNull"/>.</summary>
    public PdfObject Resolve(PdfObject? value) => _objects.Resolve(value);

    /// <summary>The decoded bytes of a stream, at most <paramref name="limit"/> of them.</summary>
    public byte[] Decode(PdfStream stream, int limit = 64 << 20) =>
        StreamDecoder.Bytes(_source, stream, FilterEntries.Of(stream, Resolve), limit);

    /// <summary>Copies bytes of the file as they are; the answer says how many there were.</summary>
    public int ReadRaw(long position, Span<byte> buffer) => _source.Read(position, buffer);

    internal PdfStructure Structure { get; }

    internal PdfSource Source => _source;

    private static PdfDocument Stated(PdfSource source) => new(source, PdfStructure.Stated(source));

    private static PdfDocument Rebuilt(Stream stream, PdfUnreadable fault)
    {
        var source = new PdfSource(stream, stream.Length);
        var structure = RebuiltFile.Of(source, fault);
        var document = new PdfDocument(source, structure);
        return LooseEnds.Of(document) is { } lost
            ? new PdfDocument(source, structure with { Repairs = [.. structure.Repairs, new PdfRepair(PdfDamage.Lost, lost)] })
            : document;
    }
}
