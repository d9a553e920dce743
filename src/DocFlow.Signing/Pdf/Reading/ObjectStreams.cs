using DocFlow.Signing.Pdf.Filters;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Objects packed into streams (ISO 32000-2, 7.5.7); the last few unpacked streams are kept.</summary>
internal sealed class ObjectStreams(ObjectStore store, PdfSource source)
{
    private const int Kept = 8;
    private readonly Dictionary<int, Unpacked> _unpacked = [];
    private readonly Queue<int> _order = [];

    public PdfObject Find(int container, int number)
    {
        var stream = Open(container);
        if (!stream.Offsets.TryGetValue(number, out var offset))
            throw PdfUnreadable.Damaged($"Object {number} is not in the object stream {container} that should hold it.");
        return new PdfParser(new PdfLexer(stream.Source, offset)).Object();
    }

    private Unpacked Open(int container)
    {
        if (_unpacked.TryGetValue(container, out var known))
            return known;
        if (!store.Locations.TryGetValue(container, out var location) || location.Place != PdfPlace.AtOffset
            || store.Resolve(new PdfReference(container, location.Generation)) is not PdfStream stream)
            throw PdfUnreadable.Damaged($"Object stream {container} is missing.");

        if (_order.Count == Kept)
            _unpacked.Remove(_order.Dequeue());
        _order.Enqueue(container);
        return _unpacked[container] = Unpack(stream);
    }

    private Unpacked Unpack(PdfStream stream)
    {
        var inside = PdfSource.Of(StreamDecoder.Bytes(source, stream, store.FilterEntries(stream), PdfLimits.StructureBytes));
        var count = store.Resolve(stream.Dictionary["N"]).AsInteger ?? -1;
        var first = store.Resolve(stream.Dictionary["First"]).AsInteger ?? -1;
        if (count < 0 || first < 0 || first > inside.Length || count > inside.Length)
            throw PdfUnreadable.Damaged("An object stream announces more objects than it holds.");

        var lexer = new PdfLexer(inside, 0);
        var offsets = new Dictionary<int, long>();
        for (var i = 0; i < count; i++)
        {
            var (number, offset) = (lexer.Next(), lexer.Next());
            if (number.Kind != PdfTokenKind.Integer || offset.Kind != PdfTokenKind.Integer || offset.Integer < 0
                || number.Integer is < 0 or > PdfLimits.ObjectNumber)
                throw PdfUnreadable.Damaged("An object stream has a malformed index.");
            offsets.TryAdd((int)number.Integer, first + offset.Integer);
        }

        return new Unpacked(inside, offsets);
    }

    private sealed record Unpacked(PdfSource Source, Dictionary<int, long> Offsets);
}
