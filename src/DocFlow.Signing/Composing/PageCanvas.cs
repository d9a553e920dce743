using System.Text;
using DocFlow.Signing.Appearance;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Composing;

/// <summary>The faces one document uses.</summary>
internal sealed class PageFonts
{
    private readonly SortedDictionary<string, FontWriter> _used = new(StringComparer.Ordinal);

    /// <summary>The operand of Tj; the face has the name of its font on every page.</summary>
    public string Encode(string text, TextStyle style)
    {
        if (!_used.TryGetValue(style.Font.Name, out var writer))
            _used[style.Font.Name] = writer = new FontWriter(style.Font);
        return writer.Encode(text);
    }

    /// <summary>Embeds them; the answer is the font resources of the pages.</summary>
    public PdfDictionary Add(PdfObjectSet objects)
    {
        var fonts = PdfDictionary.Empty;
        foreach (var (name, writer) in _used)
        {
            var reference = objects.Reserve();
            writer.Add(objects, reference);
            fonts = fonts.With(name, reference);
        }

        return fonts;
    }
}

/// <summary>The content of one page, drawn in points from the lower left corner.</summary>
internal sealed class PageCanvas(PageFonts fonts)
{
    private readonly StringBuilder _content = new();

    public byte[] Content => Encoding.ASCII.GetBytes(_content.ToString());

    public void Left(double x, double y, string text, TextStyle style) => Draw(x, y, $"{Encode(text, style)} Tj", style);

    public void Right(double x, double y, string text, TextStyle style) => Left(x - style.Width(text), y, text, style);

    public void Centred(double x, double y, string text, TextStyle style) => Left(x - style.Width(text) / 2, y, text, style);

    /// <summary>A line whose words are pushed apart until it is <paramref name="width"/> long.</summary>
    public void Justified((double X, double Y) at, IReadOnlyList<string> words, double width, TextStyle style)
    {
        var slack = width - style.Width(string.Join(' ', words));
        var push = words.Count < 2 ? 0 : -1000 * slack / (words.Count - 1) / style.Size;
        var parts = words.Select((word, i) => Encode(i < words.Count - 1 ? word + " " : word, style));
        Draw(at.X, at.Y, $"[{string.Join(FormattableString.Invariant($" {push:0.###} "), parts)}] TJ", style);
    }

    public void Rule(double left, double right, double y) =>
        _content.Append(FormattableString.Invariant($"0.75 w {left:0.##} {y:0.##} m {right:0.##} {y:0.##} l S\n"));

    private void Draw(double x, double y, string show, TextStyle style) => _content.Append(
        FormattableString.Invariant($"BT /{style.Font.Name} {style.Size:0.##} Tf {x:0.##} {y:0.##} Td {show} ET\n"));

    private string Encode(string text, TextStyle style) => fonts.Encode(text, style);
}
