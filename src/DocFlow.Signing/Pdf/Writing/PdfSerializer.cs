using System.Buffers;
using System.Globalization;
using System.Text;

namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Writes objects as bytes and remembers where the holes are.</summary>
internal sealed class PdfSerializer
{
    /// <summary>What stands in a name as it is (ISO 32000-2, 7.3.5).</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Except("#/()<>[]{}%")]);

    private readonly ArrayBufferWriter<byte> _bytes = new(32 << 10);

    public int Position => _bytes.WrittenCount;

    public Dictionary<string, int> Holes { get; } = [];

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public PdfSerializer Raw(string text)
    {
        Encoding.Latin1.GetBytes(text, _bytes);
        return this;
    }

    public PdfSerializer Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public PdfSerializer Write(PdfObject value) => value switch
    {
        PdfNull => Raw("null"),
        PdfBoolean boolean => Raw(boolean.Value ? "true" : "false"),
        PdfInteger integer => Number(integer.Value),
        PdfReal real => Number(real.Value, "0.##########"),
        PdfName name => Name(name.Value),
        PdfString text => Text(text.Bytes),
        PdfReference reference => Number(reference.Number).Raw(" ").Number(reference.Generation).Raw(" R"),
        PdfArray array => Array(array),
        PdfDictionary dictionary => Dictionary(dictionary),
        PdfNewStream stream => Write(stream.Dictionary).Raw("\nstream\n").Raw(stream.Data).Raw("\nendstream"),
        PdfHole hole => Hole(hole),
        _ => throw new NotSupportedException("Only new streams can be written; old ones stay where they are."),
    };

    public PdfSerializer Indirect(PdfReference reference, PdfObject value) =>
        Number(reference.Number).Raw(" ").Number(reference.Generation).Raw(" obj\n").Write(value).Raw("\nendobj\n");

    private PdfSerializer Array(PdfArray array)
    {
        Raw("[");
        for (var i = 0; i < array.Count; i++)
            (i > 0 ? Raw(" ") : this).Write(array[i]);
        return Raw("]");
    }

    private PdfSerializer Dictionary(PdfDictionary dictionary)
    {
        Raw("<<");
        foreach (var (key, value) in dictionary)
            Name(key).Raw(" ").Write(value);
        return Raw(">>");
    }

    private PdfSerializer Hole(PdfHole hole)
    {
        Holes[hole.Name] = Position;
        _bytes.GetSpan(hole.Width)[..hole.Width].Fill((byte)' ');
        _bytes.Advance(hole.Width);
        return this;
    }

    private PdfSerializer Number<T>(T value, string format = "")
        where T : IUtf8SpanFormattable
    {
        // a double without exponent has up to 309 digits before its point
        value.TryFormat(_bytes.GetSpan(512), out var count, format, CultureInfo.InvariantCulture);
        _bytes.Advance(count);
        return this;
    }

    private PdfSerializer Name(string value)
    {
        Raw("/");
        if (!value.AsSpan().ContainsAnyExcept(Plain))
            return Raw(value);
        foreach (var letter in value)
            Raw(Plain.Contains(letter) ? $"{letter}" : $"#{(int)letter:X2}");
        return this;
    }

    private PdfSerializer Text(ReadOnlySpan<byte> bytes) =>
        bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~') || bytes.ContainsAny("()\\"u8)
            ? Raw("<").Raw(Convert.ToHexString(bytes)).Raw(">")
            : Raw("(").Raw(bytes).Raw(")");
}
