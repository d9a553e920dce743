using System.Buffers;
using System.Globalization;
using System.Text;

namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Writes objects as bytes and remembers where the holes are.</summary>
internal sealed class PdfSerializer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(8 << 10);

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
        PdfInteger integer => Raw(integer.Value.ToString(CultureInfo.InvariantCulture)),
        PdfReal real => Raw(real.Value.ToString("0.##########", CultureInfo.InvariantCulture)),
        PdfName name => Raw(Name(name.Value)),
        PdfString text => Raw(Text(text.Bytes)),
        PdfReference reference => Raw($"{reference.Number} {reference.Generation} R"),
        PdfArray array => Array(array),
        PdfDictionary dictionary => Dictionary(dictionary),
        PdfNewStream stream => Write(stream.Dictionary).Raw("\nstream\n").Raw(stream.Data).Raw("\nendstream"),
        PdfHole hole => Hole(hole),
        _ => throw new NotSupportedException("Only new streams can be written; old ones stay where they are."),
    };

    public PdfSerializer Indirect(PdfReference reference, PdfObject value) =>
        Raw($"{reference.Number} {reference.Generation} obj\n").Write(value).Raw("\nendobj\n");

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
            Raw(Name(key)).Raw(" ").Write(value);
        return Raw(">>");
    }

    private PdfSerializer Hole(PdfHole hole)
    {
        Holes[hole.Name] = Position;
        return Raw(new string(' ', hole.Width));
    }

    private static string Name(string value)
    {
        var text = new StringBuilder("/");
        foreach (var letter in value)
        {
            if (letter is > ' ' and < '\x7f' and not ('#' or '/' or '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '%'))
                text.Append(letter);
            else
                text.Append(CultureInfo.InvariantCulture, $"#{(int)letter:X2}");
        }

        return text.ToString();
    }

    private static string Text(byte[] bytes) => bytes.All(b => b is >= 32 and < 127 and not ((byte)'(' or (byte)')' or (byte)'\\'))
        ? $"({Encoding.ASCII.GetString(bytes)})"
        : $"<{Convert.ToHexString(bytes)}>";
}
