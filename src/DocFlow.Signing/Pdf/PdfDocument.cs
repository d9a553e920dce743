using DocFlow.Signing.Pdf.Filters;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Pdf;

/// <summary>
/// A PDF over a seekable stream, read piece by piece as asked. Every fault is a <see cref="PdfUnreadable"/>. Not for several threads at
/// once.
/// </summary>
public sealed class PdfDocument
{
    private readonly PdfSource _source;
    private readonly ObjectStore _objects;

    private PdfDocument(PdfSource source)
    {
        _source = source;
        var header = FileEnds.Header(_source);
        var xref = FileEnds.LastXref(_source);
        OffsetBase = header == 0 ? 0 : FileEnds.OffsetBase(_source, header, xref);
        Revisions = RevisionList.Of(_source, new XrefChain(_source, OffsetBase).Read(xref + OffsetBase));
        _objects = new ObjectStore(_source, Revisions);
        Catalog = _objects.Resolve(Trailer["Root"] as PdfReference) as PdfDictionary
            ?? throw PdfUnreadable.Damaged("The PDF has no document catalog.");
    }

    /// <summary>Opens the newest version of a file; the stream stays open and must not move under the document.</summary>
    public static PdfDocument Open(Stream stream) => new(new PdfSource(stream, stream.Length));

    /// <summary>The saved versions, the oldest first. The front part of a linearized file belongs to the first version.</summary>
    public IReadOnlyList<PdfRevision> Revisions { get; }

    /// <summary>The newest trailer.</summary>
    public PdfDictionary Trailer => Revisions[^1].Trailer;

    /// <summary>The document catalog.</summary>
    public PdfDictionary Catalog { get; }

    /// <summary>Whether the file is encrypted; its strings and streams are then unreadable, its structure is not.</summary>
    public bool IsEncrypted => Trailer["Encrypt"] is not null;

    /// <summary>The bytes this view covers.</summary>
    public long Length => _source.Length;

    /// <summary>What must be added to offsets stated in the file to find the byte (junk before the header).</summary>
    public long OffsetBase { get; }

    /// <summary>Every object number some version has used, free ones included.</summary>
    public IReadOnlyDictionary<int, PdfLocation> Objects => _objects.Locations;

    /// <summary>The pages in order, with what they inherit.</summary>
    public IReadOnlyList<PdfPage> Pages => field ??= PageTree.Read(this);

    /// <summary>The document exactly as whoever opened the file saw it when it ended after version <paramref name="index"/>.</summary>
    public PdfDocument AtRevision(int index) => Prefix(Revisions[index].End);

    /// <summary>The document that the first <paramref name="length"/> bytes of the file are.</summary>
    public PdfDocument Prefix(long length) => length == _source.Length ? this : new PdfDocument(_source.Prefix(length));

    /// <summary>What a value stands for: references followed, nothing as <see cref="PdfNull"/>.</summary>
    public PdfObject Resolve(PdfObject? value) => _objects.Resolve(value);

    /// <summary>The decoded bytes of a stream, at most <paramref name="limit"/> of them.</summary>
    public byte[] Decode(PdfStream stream, int limit = 64 << 20) =>
        StreamDecoder.Bytes(_source, stream, _objects.FilterEntries(stream), limit);

    /// <summary>Copies bytes of the file as they are; the answer says how many there were.</summary>
    public int ReadRaw(long position, Span<byte> buffer) => _source.Read(position, buffer);
}
