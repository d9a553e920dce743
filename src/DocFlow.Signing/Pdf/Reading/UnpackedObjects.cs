using DocFlow.Signing.Pdf.Filters;

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>An object stream unpacked (ISO 32000-2, 7.5.7), and where in it each object begins.</summary>
internal sealed class UnpackedObjects
{
    private UnpackedObjects(PdfSource source, OrderedDictionary<int, long> offsets, PdfDictionary settings) =>
        (Source, Offsets, Settings, Numbers) = (source, offsets, settings, [.. offsets.Keys]);

    /// <summary>Tells it from every other of the file; never 0.</summary>
    public int Id { get; set; }

    public PdfSource Source { get; }

    public OrderedDictionary<int, long> Offsets { get; }

    /// <summary>The numbers in the order of the stream.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>With what it was unpacked.</summary>
    public PdfDictionary Settings { get; }

    /// <summary>What unpacking needs to know, references resolved.</summary>
    public static PdfDictionary SettingsOf(PdfStream stream, Func<PdfObject?, PdfObject> resolve) => FilterEntries.Of(stream, resolve)
        .With("N", resolve(stream.Dictionary["N"]))
        .With("First", resolve(stream.Dictionary["First"]))
        .With("Length", PdfInteger.Of(stream.Length));

    public static UnpackedObjects Of(PdfSource file, PdfStream stream, PdfDictionary settings, long limit)
    {
        var inside = PdfSource.Of(StreamDecoder.Bytes(file, stream, settings, limit));
        var count = settings["N"]?.AsInteger ?? -1;
        var first = settings["First"]?.AsInteger ?? -1;
        if (count < 0 || first < 0 || first > inside.Length || count > inside.Length)
            throw PdfUnreadable.Damaged("An object stream announces more objects than it holds.");

        var lexer = new PdfLexer(inside, 0);
        var offsets = new OrderedDictionary<int, long>();
        for (var i = 0; i < count; i++)
        {
            var (number, offset) = (lexer.Next(), lexer.Next());
            if (number.Kind != PdfTokenKind.Integer || offset.Kind != PdfTokenKind.Integer || offset.Integer < 0
                || number.Integer is < 0 or > PdfLimits.ObjectNumber)
                throw PdfUnreadable.Damaged("An object stream has a malformed index.");
            if (!offsets.TryAdd((int)number.Integer, first + offset.Integer))
                throw PdfUnreadable.Damaged($"An object stream holds object {number.Integer} twice.");
        }

        return new UnpackedObjects(inside, offsets, settings);
    }
}
