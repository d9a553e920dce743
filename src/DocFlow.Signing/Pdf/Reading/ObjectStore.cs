using DocFlow.Signing.Pdf.Reading.Rebuilding;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Finds, parses and keeps the objects of one version of a file.</summary>
internal sealed class ObjectStore
{
    private readonly PdfSource _source;
    private readonly bool _isRebuilt;
    private readonly ObjectStreams _packed;
    private readonly Func<PdfObject?, long> _length;

    // what other versions of the file may read differently; everything else is kept by the file's parts
    private readonly Dictionary<int, PdfObject> _own = [];
    private readonly List<int> _loading = [];
    private long _ownWeight;

    public ObjectStore(PdfSource source, PdfStructure structure)
    {
        _source = source;
        _isRebuilt = structure.Repairs.Count > 0;
        _packed = new ObjectStreams(this, _source);
        _length = Length;
        Locations = PdfLocations.Merged([.. structure.Revisions.Select(revision => (PdfLocations)revision.Objects)]);
    }

    public PdfLocations Locations { get; }

    public PdfObject Resolve(PdfObject? value)
    {
        for (var hops = 0; value is PdfReference reference; hops++)
        {
            if (hops == PdfLimits.Hops)
                throw PdfUnreadable.Damaged($"References beginning at object {reference.Number} lead nowhere.");
            value = Load(reference);
        }

        return value ?? PdfNull.Instance;
    }

    private PdfObject Load(PdfReference reference)
    {
        if (!Locations.TryGetValue(reference.Number, out var location) || location.Place == PdfPlace.Free
            || location.Generation != reference.Generation)
            return PdfNull.Instance;
        if (_own.TryGetValue(reference.Number, out var value))
            return value;
        if (_loading.Contains(reference.Number) || _loading.Count == PdfLimits.Hops)
            throw PdfUnreadable.Damaged($"Object {reference.Number} needs itself to be read.");

        _loading.Add(reference.Number);
        try
        {
            return location.Place == PdfPlace.InObjectStream
                ? _packed.Find(location, reference.Number)
                : AtOffset(reference.Number, location);
        }
        finally
        {
            _loading.RemoveAt(_loading.Count - 1);
        }
    }

    private PdfObject AtOffset(int number, PdfLocation location)
    {
        var found = _isRebuilt ? null : _source.Parts.Object(0, location.Offset, _source.Length);
        if (found is null)
        {
            found = _source.Parts.Read(new PdfLexer(_source, location.Offset), _length, _isRebuilt ? new Mends() : null);
            Keep(location.Offset, found);
        }

        return found.Number == number && found.Generation == location.Generation
            ? found.Value
            : throw PdfUnreadable.Damaged($"Where object {number} should be there is object {found.Number}.");
    }

    private void Keep(long offset, IndirectObject found)
    {
        if (!_isRebuilt && (found.Value as PdfStream)?.Dictionary["Length"] is not PdfReference)
        {
            _source.Parts.Keep(0, offset, found);
            return;
        }

        _ownWeight += found.Weight;
        if (_ownWeight > PdfLimits.KeptValues)
        {
            _own.Clear();
            _ownWeight = found.Weight;
        }

        _own[found.Number] = found.Value;
    }

    private long Length(PdfObject? value) => Resolve(value).AsInteger
        ?? (_isRebuilt ? -1 : throw PdfUnreadable.Damaged("A stream does not state its length."));
}
