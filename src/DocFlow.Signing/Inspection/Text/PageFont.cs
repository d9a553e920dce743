using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Inspection.Text;

/// <summary>What a font makes of the bytes of a shown string: text, and widths in thousandths of the size.</summary>
internal sealed class PageFont
{
    private const int CMapBytes = 4 << 20;
    private readonly PdfDocument _document;
    private readonly bool _isComposite;
    private readonly bool _isUnicode;
    private readonly ToUnicode? _map;
    private readonly Dictionary<int, double> _widths = [];
    private readonly Dictionary<int, string> _differences = [];
    private readonly double _usual;

    public PageFont(PdfDocument document, PdfDictionary font)
    {
        _document = document;
        _isComposite = document.Name(font["Subtype"]) == "Type0";
        if (document.Resolve(font["ToUnicode"]) is PdfStream map)
            _map = new ToUnicode(document.Decode(map, CMapBytes));
        var descendant = _isComposite ? Descendant(document, font) : null;
        _isUnicode = document.Name(font["Encoding"]) is { } name && (name.Contains("UCS2", StringComparison.Ordinal)
            || name.Contains("UTF16", StringComparison.Ordinal));
        _usual = _isComposite ? document.Number(descendant?["DW"]) ?? 1000 : 500;
        if (_isComposite)
            CompositeWidths(document.Array(descendant?["W"]) ?? new PdfArray([]));
        else
            SimpleFont(font);
    }

    /// <summary>The letters of a string with their widths; a width of a single-byte blank is told apart for word spacing.</summary>
    public IEnumerable<(string Text, double Width, bool IsBlank)> Read(byte[] shown)
    {
        var length = _isComposite ? Math.Clamp(_map?.CodeBytes ?? 2, 1, 4) : 1;
        for (var at = 0; at + length <= shown.Length; at += length)
        {
            var code = 0;
            foreach (var part in shown.AsSpan(at, length))
                code = code << 8 | part;
            yield return (Text(code), _widths.GetValueOrDefault(code, _usual), !_isComposite && code == ' ');
        }
    }

    private static PdfDictionary? Descendant(PdfDocument document, PdfDictionary font) =>
        document.Array(font["DescendantFonts"]) is [var only, ..] ? document.Dictionary(only) : null;

    private string Text(int code) => _map?[code]
        ?? (_isComposite ? _isUnicode ? ((char)code).ToString() : "" : _differences.GetValueOrDefault(code) ?? Latin(code));

    // Latin-1 stands in for all base encodings: in letters and digits they agree
    private static string Latin(int code) => ((char)code).ToString();

    private void SimpleFont(PdfDictionary font)
    {
        var first = (int)Math.Clamp(_document.Number(font["FirstChar"]) ?? 0, 0, 255);
        var widths = _document.Array(font["Widths"]) ?? new PdfArray([]);
        for (var i = 0; i < Math.Min(widths.Count, 256); i++)
            _widths[first + i] = _document.Number(widths[i]) ?? _usual;
        var code = 0;
        foreach (var item in _document.Array(_document.Dictionary(font["Encoding"])?["Differences"]) ?? new PdfArray([]))
        {
            if (item.AsInteger is { } next)
                code = (int)Math.Clamp(next, 0, 255);
            else if (item.AsName is { } glyph)
                _differences[code++] = GlyphNames.Text(glyph);
        }
    }

    // ISO 32000-2 9.7.4.3: c [w1 w2 …] or c_first c_last w
    private void CompositeWidths(PdfArray widths)
    {
        for (var i = 0; i + 1 < widths.Count;)
        {
            var first = (int)Math.Clamp(_document.Number(widths[i]) ?? 0, 0, 65535);
            if (_document.Array(widths[i + 1]) is { } list)
            {
                for (var k = 0; k < Math.Min(list.Count, 65536); k++)
                    _widths[first + k] = _document.Number(list[k]) ?? _usual;
                i += 2;
                continue;
            }

            var last = (int)Math.Clamp(_document.Number(widths[i + 1]) ?? 0, 0, 65535);
            for (var code = first; code <= last && i + 2 < widths.Count; code++)
                _widths[code] = _document.Number(widths[i + 2]) ?? _usual;
            i += 3;
        }
    }
}
