using DocFlow.Signing.Pdf.Reading.Rebuilding;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Finds, parses and keeps the objects of one version of a file.</summary>
internal sealed class ObjectStore
{
    private const int Kept = 50_000;
    private readonly PdfSource _source;
    private readonly Dictionary<int, PdfObject> _known = [];
    private readonly HashSet<int> _loading = [];
    private readonly ObjectStreams _packed;
    private readonly bool _isRebuilt;

    public ObjectStore(PdfSource source, PdfStructure structure)
    {
        _source = source;
        _isRebuilt = structure.Repairs.Count > 0;
        var oldestFirst = structure.Revisions;
        _packed = new ObjectStreams(this, _source);
        var locations = new Dictionary<int, PdfLocation>(oldestFirst[^1].Objects);
        foreach (var revision in oldestFirst.Reverse().Skip(1))
        {
            foreach (var (number, location) in revision.Objects)
                locations.TryAdd(number, location);
        }

        Locations = locations;
    }

    public IReadOnlyDictionary<int, PdfLocation> Locations { get; }

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
        if (_known.TryGetValue(reference.Number, out var value))
            return value;
        if (!_loading.Add(reference.Number))
            throw PdfUnreadable.Damaged($"Object {reference.Number} needs itself to be read.");

        value = location.Place == PdfPlace.InObjectStream
            ? _packed.Find(location.Container, reference.Number)
            : AtOffset(reference.Number, location);
        _loading.Remove(reference.Number);
        if (_known.Count >= Kept)
            _known.Clear();
        return _known[reference.Number] = value;
    }

    private PdfObject AtOffset(int number, PdfLocation location)
    {
        var found = IndirectObject.Read(new PdfParser(new PdfLexer(_source, location.Offset)), Length, _isRebuilt ? new Mends() : null);
        return found.Number == number && found.Generation == location.Generation
            ? found.Value
            : throw PdfUnreadable.Damaged($"Where object {number} should be there is object {found.Number}.");
    }

    private long Length(PdfObject? value) => Resolve(value).AsInteger
        ?? (_isRebuilt ? -1 : throw PdfUnreadable.Damaged("A stream does not state its length."));
}
