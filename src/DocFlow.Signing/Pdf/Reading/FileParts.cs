using DocFlow.Signing.Pdf.Reading.Rebuilding;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>
/// What was read of a file, shared by all views of its earlier versions: the same bytes mean the same object in each of them. A view that
/// ends at or before the end of an object does not get it, since the byte behind it decides where a word ends.
/// </summary>
internal sealed class FileParts(Stream stream)
{
    private const int MostUnpacked = 8;
    private const int FailedRead = 1 << 10;
    private readonly Dictionary<long, XrefSection> _sections = [];
    private readonly Dictionary<(UnpackedObjects? Container, long Offset), IndirectObject> _objects = [];
    private readonly Dictionary<long, UnpackedObjects> _unpacked = [];
    private long _weight;
    private long _wasted;

    public FileBlocks Blocks { get; } = new(stream);

    /// <summary>
    /// Reads the object at the lexer's position. An unclosed string reaches to the end of the file: thousands of them would be read for
    /// hours, so what is read in vain is counted. <paramref name="packed"/>: without "n g obj", as in an object stream.
    /// </summary>
    public IndirectObject Read(PdfLexer lexer, Func<PdfObject?, long> length, Mends? mends = null, int? packed = null)
    {
        if (_wasted > PdfLimits.ScanWaste)
            throw PdfUnreadable.TooMuch("Too many objects of the file are damaged.");

        var start = lexer.Position;
        var parser = new PdfParser(lexer);
        try
        {
            return packed is { } number ? IndirectObject.Packed(parser, number) : IndirectObject.Read(parser, length, mends);
        }
        catch (PdfUnreadable)
        {
            _wasted += lexer.Position - start + FailedRead;
            throw;
        }
    }

    /// <summary>The section at an offset, if it ends before the view does.</summary>
    public XrefSection? Section(long offset, long viewEnd) =>
        _sections.TryGetValue(offset, out var known) && known.Reach < viewEnd ? known : null;

    public void Keep(XrefSection section) => _sections[section.Offset] = section;

    /// <summary>The object at an offset of the file, or of an object stream, if it ends before the view does.</summary>
    public IndirectObject? Object(UnpackedObjects? container, long offset, long viewEnd) =>
        _objects.TryGetValue((container, offset), out var known) && known.End < viewEnd ? known : null;

    public void Keep(UnpackedObjects? container, long offset, IndirectObject read)
    {
        _weight += read.Weight;
        if (_weight > PdfLimits.KeptValues)
        {
            _objects.Clear();
            _weight = read.Weight;
        }

        _objects[(container, offset)] = read;
    }

    /// <summary>An object stream unpacked with these settings; the last few are kept.</summary>
    public UnpackedObjects Unpacked(long start, PdfDictionary settings, Func<UnpackedObjects> unpack)
    {
        if (_unpacked.TryGetValue(start, out var known) && known.Settings.Equals(settings))
            return known;
        if (_unpacked.Count >= MostUnpacked || _unpacked.Values.Sum(one => one.Source.Length) > PdfLimits.StructureBytes / 4)
            _unpacked.Clear();
        return _unpacked[start] = unpack();
    }
}
