using System.Text;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Inspection.Text;

/// <summary>The graphics and text state as far as it moves text about (ISO 32000-2 8.4, 9.3, 9.4).</summary>
internal sealed class TextState(Matrix start)
{
    private const int DeepestSave = 1_000;
    private readonly Stack<Matrix> _saved = new();
    private PageFont? _font;
    private double _size, _letterSpace, _wordSpace, _leading, _rise;
    private double _stretch = 1;
    private Matrix _text = Matrix.Identity;
    private Matrix _line = Matrix.Identity;

    public Matrix Place { get; private set; } = start;

    public void Font(PageFont? font, double size) => (_font, _size) = (font, size);

    /// <summary>Carries out one operator; what it shows comes back as pieces.</summary>
    public IEnumerable<TextPiece> Apply(string name, List<PdfObject> operands)
    {
        var numbers = operands.Select(one => one.AsNumber ?? 0).ToList();
        switch (name, numbers)
        {
            case ("q", _) when _saved.Count < DeepestSave: _saved.Push(Place); break;
            case ("Q", _): Place = _saved.TryPop(out var saved) ? saved : Place; break;
            case ("cm", [var a, var b, var c, var d, var e, var f]): Place = new Matrix(a, b, c, d, e, f).Then(Place); break;
            case ("BT", _): _text = _line = Matrix.Identity; break;
            case ("Tm", [var a, var b, var c, var d, var e, var f]): _text = _line = new Matrix(a, b, c, d, e, f); break;
            case ("Td", [var x, var y]): Move(x, y); break;
            case ("TD", [var x, var y]): _leading = -y; Move(x, y); break;
            case ("T*", _): Move(0, -_leading); break;
            case ("Tc", [var value]): _letterSpace = value; break;
            case ("Tw", [var value]): _wordSpace = value; break;
            case ("Tz", [var value]): _stretch = value / 100; break;
            case ("TL", [var value]): _leading = value; break;
            case ("Ts", [var value]): _rise = value; break;
            case ("\"", [var word, var letter, _]): (_wordSpace, _letterSpace) = (word, letter); Move(0, -_leading); break;
            case ("'", _): Move(0, -_leading); break;
        }

        return name switch
        {
            "Tj" or "'" or "\"" when operands.Count > 0 => [Show(operands[^1])],
            "TJ" when operands is [PdfArray array] => array.Select(Show),
            _ => [],
        };
    }

    private TextPiece Show(PdfObject item)
    {
        var at = Matrix.Shift(0, _rise).Then(_text).Then(Place);
        if (item is not PdfString shown)
        {
            Advance(-(item.AsNumber ?? 0) / 1000 * _size * _stretch);
            return default(TextPiece) with { Text = "" };
        }

        var (text, width) = (new StringBuilder(), 0.0);
        foreach (var (letter, advance, isBlank) in _font?.Read(shown.Bytes) ?? [])
        {
            text.Append(letter);
            width += (advance / 1000 * _size + _letterSpace + (isBlank ? _wordSpace : 0)) * _stretch;
        }

        Advance(width);
        return new TextPiece(at.E, at.F, width * at.Stretch, _size * at.Height, text.ToString());
    }

    private void Advance(double width) => _text = Matrix.Shift(width, 0).Then(_text);

    private void Move(double x, double y) => _text = _line = Matrix.Shift(x, y).Then(_line);
}
