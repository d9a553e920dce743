namespace DocFlow.Signing.Pdf.Reading.Rebuilding;

/// <summary>Gathers what a search of a damaged file finds: of an object written twice the later stays (ISO 32000-2, 7.5.6).</summary>
internal sealed class RebuiltFile(PdfSource source)
{
    private const int MostSentences = 20;
    private static readonly string[] TrailerKeys = ["Root", "Info", "ID", "Encrypt"];
    private readonly PdfLocations _objects = new();
    private readonly Dictionary<int, long> _numbers = [];
    private readonly HashSet<int> _mended = [];
    private readonly List<PdfRepair> _repairs = [];
    private PdfDictionary _trailer = PdfDictionary.Empty;
    private PdfReference? _catalog;
    private long _unpacked;

    /// <summary>The structure found by searching a file whose own word failed with this fault.</summary>
    public static PdfStructure Of(PdfSource source, PdfUnreadable fault)
    {
        var header = FileEnds.Header(source);
        var file = new RebuiltFile(source);
        file.Say(fault.Fault == PdfFault.Truncated ? PdfDamage.Lost : PdfDamage.CrossReference, fault.Message);
        new FileScan(source, file).Run(header);
        return file.Structure(header);
    }

    public void Add(IndirectObject read, long at, Mends mends)
    {
        _objects.Set(read.Number, new PdfLocation(PdfPlace.AtOffset, at, read.Generation));
        Note(read.Number, mends);
        if (read.Value.AsInteger is { } value)
            _numbers[read.Number] = value;
        var dictionary = read.Value as PdfDictionary ?? (read.Value as PdfStream)?.Dictionary;
        switch (dictionary?["Type"]?.AsName)
        {
            case "Catalog":
                _catalog = new PdfReference(read.Number, read.Generation);
                break;
            case "XRef" when read.Value is PdfStream:
                // it describes the file that was; the document does not need it
                _objects.Set(read.Number, default);
                Trailer(XrefStream.AsTrailer(dictionary));
                break;
            case "ObjStm" when read.Value is PdfStream stream:
                Unpack(read.Number, stream);
                break;
        }
    }

    public void Trailer(PdfDictionary trailer)
    {
        foreach (var key in TrailerKeys.Where(key => trailer[key] is not null))
            _trailer = _trailer.With(key, trailer[key]!);
    }

    public void Lose(string reason) => Say(PdfDamage.Lost, reason);

    /// <summary>A stream's stated length as far as it is known by now; -1 when it is not.</summary>
    public long Length(PdfObject? stated)
    {
        if (stated is not PdfReference { Number: var number })
            return stated?.AsInteger ?? -1;
        return _numbers.GetValueOrDefault(number, -1);
    }

    private void Note(int number, Mends mends)
    {
        if (!mends.WrongLength && !mends.NoEnd)
            _mended.Remove(number);
        else if (_mended.Add(number) && _mended.Count > PdfLimits.Mended)
            throw PdfUnreadable.TooMuch($"More than {PdfLimits.Mended} objects of the file are damaged.");
        if (mends.WrongLength)
            Say(PdfDamage.StreamLength, $"The stream of object {number} does not have the length it states.");
        if (mends.NoEnd)
            Say(PdfDamage.ObjectEnd, $"Object {number} does not end where it should.");
    }

    private void Unpack(int container, PdfStream stream)
    {
        try
        {
            var settings = UnpackedObjects.SettingsOf(stream, value => value ?? PdfNull.Instance);
            var unpacked = UnpackedObjects.Of(source, stream, settings, PdfLimits.RebuiltBytes - _unpacked);
            _unpacked += unpacked.Source.Length;
            foreach (var number in unpacked.Offsets.Keys)
                _objects.Set(number, new PdfLocation(PdfPlace.InObjectStream, container, PdfLocation.AnyIndex));
        }
        catch (PdfUnreadable fault) when (fault.Fault != PdfFault.TooMuch)
        {
            Lose($"The object stream {container} cannot be read: {fault.Message}");
        }
    }

    private void Say(PdfDamage damage, string reason)
    {
        if (_repairs.Count(repair => repair.Damage == damage) < MostSentences)
            _repairs.Add(new PdfRepair(damage, reason));
    }

    private PdfStructure Structure(long header)
    {
        if (_catalog is { } catalog && !(_trailer["Root"] is PdfReference root && _objects.ContainsKey(root.Number)))
            _trailer = _trailer.With("Root", catalog);
        var isStream = _objects.Values.Any(place => place.Place == PdfPlace.InObjectStream);
        var revision = new PdfRevision(source.Length, source.Length, isStream, _trailer, _objects);
        return new PdfStructure(header, [revision]) { Repairs = _repairs, Mended = _mended };
    }
}
