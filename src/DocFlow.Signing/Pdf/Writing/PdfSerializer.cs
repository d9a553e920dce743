using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Writes objects as bytes and remembers where the holes are.</summary>
internal sealed class PdfSerializer
{
    private readonly ByteBuffer _bytes = new();

    public int Position => _bytes.Count;

    public Dictionary<string, int> Holes { get; } = [];

    /// <summary>All that was written; nothing can be added after.</summary>
    public byte[] Finish() => _bytes.Finish();

    public PdfSerializer Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.Take(bytes.Length));
        return this;
    }

    /// <summary>A whole number, with leading zeros when it is to be so many digits wide.</summary>
    public PdfSerializer Number(long value, int digits = 0)
    {
        Span<byte> text = stackalloc byte[24];
        Utf8Formatter.TryFormat(value, text, out var length, digits == 0 ? default : new('D', (byte)digits));
        return Raw(text[..length]);
    }

    public PdfSerializer Write(PdfObject value) => value switch
    {
        PdfNull => Raw("null"u8),
        PdfBoolean boolean => Raw(boolean.Value ? "true"u8 : "false"u8),
        PdfInteger integer => Number(integer.Value),
        PdfReal real => Real(real.Value),
        PdfName name => Name(name.Value),
        PdfString text => Text(text.Bytes),
        PdfReference reference => Number(reference.Number).Raw(" "u8).Number(reference.Generation).Raw(" R"u8),
        PdfArray array => Array(array),
        PdfDictionary dictionary => Dictionary(dictionary),
        PdfNewStream stream => Write(stream.Dictionary).Raw("\nstream\n"u8).Raw(stream.Data).Raw("\nendstream"u8),
        PdfHole hole => Hole(hole),
        _ => throw new NotSupportedException("Only new streams can be written; old ones stay where they are."),
    };

    public PdfSerializer Indirect(PdfReference reference, PdfObject value) =>
        Number(reference.Number).Raw(" "u8).Number(reference.Generation).Raw(" obj\n"u8).Write(value).Raw("\nendobj\n"u8);

    private PdfSerializer Array(PdfArray array)
    {
        Raw("["u8);
        for (var i = 0; i < array.Count; i++)
            (i > 0 ? Raw(" "u8) : this).Write(array[i]);
        return Raw("]"u8);
    }

    private PdfSerializer Dictionary(PdfDictionary dictionary)
    {
        Raw("<<"u8);
        foreach (var (key, value) in dictionary.Entries)
            Name(key).Raw(" "u8).Write(value);
        return Raw(">>"u8);
    }

    private PdfSerializer Hole(PdfHole hole)
    {
        Holes[hole.Name] = Position;
        _bytes.Take(hole.Width).Fill((byte)' ');
        return this;
    }

    private PdfSerializer Real(double value)
    {
        Span<byte> text = stackalloc byte[512];
        value.TryFormat(text, out var length, "0.##########", CultureInfo.InvariantCulture);
        return Raw(text[..length]);
    }

    private PdfSerializer Name(string value)
    {
        _bytes.Take(1)[0] = (byte)'/';
        foreach (var letter in value)
        {
            if (letter is > ' ' and < '\x7f' and not ('#' or '/' or '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '%'))
                _bytes.Take(1)[0] = (byte)letter;
            else
                Encoding.ASCII.GetBytes($"#{(int)letter:X2}", _bytes.Take(3));
        }

        return this;
    }

    private PdfSerializer Text(byte[] bytes)
    {
        if (!bytes.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~') && bytes.AsSpan().IndexOfAny("()\\"u8) < 0)
            return Raw("("u8).Raw(bytes).Raw(")"u8);
        Raw("<"u8);
        Convert.TryToHexString(bytes, _bytes.Take(2 * bytes.Length), out _);
        return Raw(">"u8);
    }
}
