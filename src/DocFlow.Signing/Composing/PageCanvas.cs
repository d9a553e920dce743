using System.Text;
using DocFlow.Signing.Appearance;

namespace DocFlow.Signing.Composing;

/// <summary>The fonts of one document.</summary>
internal sealed class PageFonts
{
    public FontWriter Regular { get; } = new(TrueTypeFont.Regular);

    public FontWriter Italic { get; } = new(TrueTypeFont.Italic);
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

    private void Draw(double x, double y, string show, TextStyle style)
    {
        var weight = style.Bold ? FormattableString.Invariant($"2 Tr {style.Size * 0.03:0.###} w ") : "0 Tr ";
        var font = style.Italic ? "/FI" : "/FR";
        _content.Append(FormattableString.Invariant($"BT {weight}{font} {style.Size:0.##} Tf {x:0.##} {y:0.##} Td {show} ET\n"));
    }

    private string Encode(string text, TextStyle style) => (style.Italic ? fonts.Italic : fonts.Regular).Encode(text);
}
