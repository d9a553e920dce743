using System.Collections;
using DocFlow.Signing.Pdf.Filters;

namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Objects to be written, by number; the numbers begin where the old file's end.</summary>
public sealed class PdfObjectSet(int first) : IEnumerable<(PdfReference Reference, PdfObject Value)>
{
    private readonly SortedDictionary<int, (PdfReference Reference, PdfObject Value)> _objects = [];

    /// <summary>The next free number.</summary>
    public int Next { get; private set; } = first;

    /// <summary>Reserves a number, so that objects can point to one another before they are complete.</summary>
    public PdfReference Reserve() => new(Next++, 0);

    /// <summary>Adds an object.</summary>
    public PdfReference Add(PdfObject value)
    {
        var reference = Reserve();
        Set(reference, value);
        return reference;
    }

    /// <summary>Adds a stream, packed with Flate.</summary>
    public PdfReference AddStream(PdfDictionary dictionary, byte[] data) => AddPacked(dictionary, Flate.Pack(data));

    /// <summary>Adds a stream that was packed with Flate before.</summary>
    internal PdfReference AddPacked(PdfDictionary dictionary, byte[] packed) => Add(new PdfNewStream(
        dictionary.With("Filter", new PdfName("FlateDecode")).With("Length", new PdfInteger(packed.Length)), packed));

    /// <summary>Gives an object its new value.</summary>
    public void Set(PdfReference reference, PdfObject value) => _objects[reference.Number] = (reference, value);

    /// <summary>The new value of an object, or null when it is not among these.</summary>
    public PdfObject? Find(PdfReference reference) => _objects.TryGetValue(reference.Number, out var own) ? own.Value : null;

    /// <inheritdoc/>
    public IEnumerator<(PdfReference Reference, PdfObject Value)> GetEnumerator() => _objects.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
