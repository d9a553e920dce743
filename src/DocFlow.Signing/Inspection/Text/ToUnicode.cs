using System.Text;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Inspection.Text;

/// <summary>A /ToUnicode CMap: which text a code stands for (ISO 32000-2 9.10.3).</summary>
internal sealed class ToUnicode
{
    private const int MostCodes = 100_000;
    private readonly Dictionary<int, string> _text = [];

    public ToUnicode(byte[] cmap)
    {
        var lexer = new PdfLexer(PdfSource.Of(cmap), 0);
        for (var token = lexer.Next(); token.Kind != PdfTokenKind.End; token = lexer.Next())
        {
            if (token.Is("begincodespacerange"))
                CodeBytes = lexer.Next() is { Kind: PdfTokenKind.String } low ? low.Bytes.Length : CodeBytes;
            else if (token.Is("beginbfchar"))
                Characters(lexer);
            else if (token.Is("beginbfrange"))
                Ranges(lexer);
        }
    }

    /// <summary>How many bytes a code has; null when the CMap does not say.</summary>
    public int? CodeBytes { get; }

    public string? this[int code] => _text.GetValueOrDefault(code);

    private void Characters(PdfLexer lexer)
    {
        for (var code = lexer.Next(); code.Kind == PdfTokenKind.String; code = lexer.Next())
            Add(Number(code.Bytes), Text(lexer.Next().Bytes));
    }

    private void Ranges(PdfLexer lexer)
    {
        for (var low = lexer.Next(); low.Kind == PdfTokenKind.String; low = lexer.Next())
        {
            var (first, last) = (Number(low.Bytes), Number(lexer.Next().Bytes));
            var target = lexer.Next();
            if (target.Kind == PdfTokenKind.ArrayOpen)
            {
                var code = first;
                for (var item = lexer.Next(); item.Kind == PdfTokenKind.String; item = lexer.Next())
                    Add(code++, Text(item.Bytes));
            }
            else if (target.Bytes.Length > 0)
                Range(first, last, target.Bytes);
        }
    }

    private void Range(int first, int last, byte[] target)
    {
        for (var code = first; code <= last && _text.Count < MostCodes; code++)
        {
            var text = (byte[])target.Clone();
            text[^1] += (byte)(code - first);
            Add(code, Text(text));
        }
    }

    private void Add(int code, string text)
    {
        if (_text.Count < MostCodes)
            _text[code] = text;
    }

    private static string Text(byte[] utf16) => Encoding.BigEndianUnicode.GetString(utf16);

    private static int Number(byte[] code) => code.Aggregate(0, (all, one) => all << 8 | one);
}
