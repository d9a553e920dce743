namespace DocFlow.Signing.Pdf.Reading;

/// <summary>
/// What was read of a file, shared by all views of its earlier versions: the same bytes mean the same object in each of them. A view that
/// ends at or before the end of an object does not get it, since the byte behind it decides where a word ends.
/// </summary>
internal sealed class FileParts(Stream stream)
{
    private const int MostUnpacked = 8;
    private readonly Dictionary<long, XrefSection> _sections = [];
    private readonly Dictionary<(UnpackedObjects? Container, long Offset), IndirectObject> _objects = [];
    private readonly Dictionary<long, UnpackedObjects> _unpacked = [];
    private long _weight;

    public FileBlocks Blocks { get; } = new(stream);

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
