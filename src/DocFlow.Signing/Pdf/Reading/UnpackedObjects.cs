using DocFlow.Signing.Pdf.Filters;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>An object stream unpacked, and where in it each object begins.</summary>
internal sealed record UnpackedObjects(PdfSource Source, Dictionary<int, long> Offsets)
{
    public static UnpackedObjects Of(PdfSource file, PdfStream stream, Func<PdfObject?, PdfObject> resolve, long limit)
    {
        var inside = PdfSource.Of(StreamDecoder.Bytes(file, stream, FilterEntries.Of(stream, resolve), limit));
        var count = resolve(stream.Dictionary["N"]).AsInteger ?? -1;
        var first = resolve(stream.Dictionary["First"]).AsInteger ?? -1;
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

        return new UnpackedObjects(inside, offsets);
    }
}
