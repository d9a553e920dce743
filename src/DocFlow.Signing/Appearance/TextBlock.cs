using System.Text;

namespace DocFlow.Signing.Appearance;

/// <summary>A text broken into lines, at the largest size at which they fit a box.</summary>
internal sealed record TextBlock(IReadOnlyList<string> Lines, TextStyle Style)
{
    /// <summary>From one line to the next, in sizes of the letters: single spacing of Times.</summary>
    private const double Leading = 1.15;

    /// <summary>Smaller letters cannot be read in print.</summary>
    private const double Smallest = 4;

    /// <summary>Of the longest line.</summary>
    public double Width => Lines.Max(Style.Width);

    /// <summary>From the top of the first line to the foot of the last.</summary>
    public double Height => Lines.Count * Leading * Style.Size;

    /// <summary>The text in lines, or why it cannot be shown: a letter the font lacks, or no room at the smallest size.</summary>
    public static SigningOutcome<TextBlock> Of(string text, TextStyle style, (double Width, double Height) room)
    {
        var clean = text.ReplaceLineEndings("\n").Replace('\t', ' ').Trim();
        if (style.Font.Missing(clean.Replace("\n", "")) is { } letter)
            return FittedText.Missing(letter, clean);

        for (var fitting = style; fitting.Size >= Smallest; fitting = fitting with { Size = fitting.Size - 0.5 })
        {
            var block = new TextBlock([.. clean.Split('\n').SelectMany(line => Broken(line, fitting, room.Width))], fitting);
            if (block.Height <= room.Height && block.Lines.All(line => fitting.Width(line) <= room.Width))
                return block;
        }

        return FittedText.TooLong(clean);
    }

    /// <summary>The operators that show it with its first line under <paramref name="top"/>, flush left.</summary>
    public string Shown(FontWriter writer, double left, double top)
    {
        var shown = new StringBuilder(FormattableString.Invariant(
            $"q BT 0 g /F {Style.Size:0.##} Tf {Leading * Style.Size:0.###} TL {left:0.##} {top - 0.9 * Style.Size:0.##} Td"));
        foreach (var line in Lines)
            shown.Append(line.Length == 0 ? " T*" : $" {writer.Encode(line)} Tj T*");
        return shown.Append(" ET Q").ToString();
    }

    private static IEnumerable<string> Broken(string line, TextStyle style, double width) =>
        TextLines.Of(line, style, (width, width)).Select(part => string.Join(' ', part.Words)).DefaultIfEmpty("");
}
