namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Objects packed into streams (ISO 32000-2, 7.5.7); the last few unpacked streams are kept.</summary>
internal sealed class ObjectStreams(ObjectStore store, PdfSource source)
{
    private const int Kept = 8;
    private readonly Dictionary<int, UnpackedObjects> _unpacked = [];
    private readonly Queue<int> _order = [];

    public PdfObject Find(int container, int number)
    {
        var stream = Open(container);
        if (!stream.Offsets.TryGetValue(number, out var offset))
            throw PdfUnreadable.Damaged($"Object {number} is not in the object stream {container} that should hold it.");
        return new PdfParser(new PdfLexer(stream.Source, offset)).Object();
    }

    private UnpackedObjects Open(int container)
    {
        if (_unpacked.TryGetValue(container, out var known))
            return known;
        if (!store.Locations.TryGetValue(container, out var location) || location.Place != PdfPlace.AtOffset
            || store.Resolve(new PdfReference(container, location.Generation)) is not PdfStream stream)
            throw PdfUnreadable.Damaged($"Object stream {container} is missing.");

        if (_order.Count == Kept)
            _unpacked.Remove(_order.Dequeue());
        _order.Enqueue(container);
        return _unpacked[container] = UnpackedObjects.Of(source, stream, store.Resolve, PdfLimits.StructureBytes);
    }
}
