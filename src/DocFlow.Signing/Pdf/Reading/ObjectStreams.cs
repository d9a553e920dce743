namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Objects packed into streams, as one version of the file finds them.</summary>
internal sealed class ObjectStreams(ObjectStore store, PdfSource source)
{
    private const int Kept = 1_000;
    private readonly Dictionary<int, (PdfStream Stream, PdfDictionary Settings)> _open = [];

    public PdfObject Find(PdfLocation place, int number)
    {
        var container = place.Container;
        var (packed, settings) = Open(container);
        var stream = source.Parts.Unpacked(
            packed.Start, settings, () => UnpackedObjects.Of(source, packed, settings, PdfLimits.StructureBytes));
        if (!stream.Offsets.TryGetValue(number, out var offset))
            throw PdfUnreadable.Damaged($"Object {number} is not in the object stream {container} that should hold it.");
        if (place.Detail < PdfLocation.AnyIndex && stream.Numbers.ElementAtOrDefault(place.Detail) != number)
            throw PdfUnreadable.Damaged($"Object {number} is not at its place in the object stream {container}.");
        if (source.Parts.Object(stream.Id, offset, long.MaxValue) is { } known)
            return known.Value;

        var read = source.Parts.Read(new PdfLexer(stream.Source, offset), _ => -1, packed: number);
        source.Parts.Keep(stream.Id, offset, read);
        return read.Value;
    }

    private (PdfStream Stream, PdfDictionary Settings) Open(int container)
    {
        if (_open.TryGetValue(container, out var known))
            return known;
        if (!store.Locations.TryGetValue(container, out var location) || location.Place != PdfPlace.AtOffset
            || store.Resolve(new PdfReference(container, location.Generation)) is not PdfStream stream)
            throw PdfUnreadable.Damaged($"Object stream {container} is missing.");

        if (_open.Count == Kept)
            _open.Clear();
        return _open[container] = (stream, UnpackedObjects.SettingsOf(stream, store.Resolve));
    }
}
