namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Finds, parses and keeps the objects of one version of a file.</summary>
internal sealed class ObjectStore
{
    private const int Kept = 50_000;
    private readonly PdfSource _source;
    private readonly Dictionary<int, PdfObject> _known = [];
    private readonly HashSet<int> _loading = [];
    private readonly ObjectStreams _packed;

    public ObjectStore(PdfSource source, IReadOnlyList<PdfRevision> oldestFirst)
    {
        _source = source;
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

    /// <summary>The filter entries of a stream with references resolved, as the decoder wants them.</summary>
    public PdfDictionary FilterEntries(PdfStream stream)
    {
        // /F of a stream is its external file, not the inline-image short form of /Filter
        var entries = PdfDictionary.Empty;
        if (stream.Dictionary["Filter"] is { } filter)
            entries = entries.With("Filter", Shallow(filter));
        if (stream.Dictionary["DecodeParms"] is { } parms)
            entries = entries.With("DecodeParms", Shallow(parms));
        return entries;
    }

    private PdfObject Shallow(PdfObject value) => Resolve(value) switch
    {
        PdfArray array => new PdfArray([.. array.Select(Shallow)]),
        PdfDictionary dictionary => new PdfDictionary(dictionary.Select(e => KeyValuePair.Create(e.Key, Resolve(e.Value)))),
        var other => other,
    };

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
        var found = IndirectObject.Read(new PdfParser(new PdfLexer(_source, location.Offset)), Length);
        return found.Number == number && found.Generation == location.Generation
            ? found.Value
            : throw PdfUnreadable.Damaged($"Where object {number} should be there is object {found.Number}.");
    }

    private long Length(PdfObject? value) => Resolve(value).AsInteger ?? throw PdfUnreadable.Damaged("A stream does not state its length.");
}
