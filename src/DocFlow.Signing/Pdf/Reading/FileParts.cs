using DocFlow.Signing.Pdf.Reading.Rebuilding;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>
/// What was read of a file, shared by all views of its earlier versions: the same bytes mean the same object in each of them. A view that
/// ends at or before the end of an object does not get it, since the byte behind it decides where a word ends.
/// </summary>
internal sealed class FileParts(Stream stream)
{
    private const int MostUnpacked = 8;
    private readonly Dictionary<(long Offset, long HeaderOffset), XrefSection> _sections = [];
    private readonly Dictionary<(int Container, long Offset), IndirectObject> _objects = [];
    private readonly Dictionary<long, UnpackedObjects> _unpacked = [];
    private readonly WorkBudget _budget = new(stream.Length);
    private int _unpackings;
    private long _weight;

    public FileBlocks Blocks { get; } = new(stream);

    /// <summary>
    /// Reads the object at the lexer's position, within the budget. <paramref name="packed"/>: without "n g obj", as in an object stream.
    /// </summary>
    public IndirectObject Read(PdfLexer lexer, Func<PdfObject?, long> length, Mends? mends = null, int? packed = null)
    {
        _budget.Demand();
        var start = lexer.Position;
        var parser = new PdfParser(lexer);
        try
        {
            var read = packed is { } number ? IndirectObject.Packed(parser, number) : IndirectObject.Read(parser, length, mends);
            _budget.Parsed(read.Weight);
            return read;
        }
        catch (PdfUnreadable)
        {
            _budget.Wasted(lexer.Position - start);
            throw;
        }
    }

    /// <summary>The section at an offset, if it ends before the view does.</summary>
    public XrefSection? Section(long offset, long headerOffset, long viewEnd) =>
        _sections.TryGetValue((offset, headerOffset), out var known) && known.Reach < viewEnd ? known : null;

    public void Keep(XrefSection section, long headerOffset)
    {
        _budget.Located(section.Entries.Weight);
        _sections[(section.Offset, headerOffset)] = section;
    }

    /// <summary>The object at an offset of the file (container 0), or of an object stream, if it ends before the view does.</summary>
    public IndirectObject? Object(int container, long offset, long viewEnd) =>
        _objects.TryGetValue((container, offset), out var known) && known.End < viewEnd ? known : null;

    public void Keep(int container, long offset, IndirectObject read)
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
        var unpacked = unpack();
        _budget.Unpacked(unpacked.Source.Length);
        unpacked.Id = ++_unpackings;
        return _unpacked[start] = unpacked;
    }
}
