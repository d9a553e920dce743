namespace DocFlow.Signing.Appearance;

/// <summary>One line of a paragraph.</summary>
internal sealed record TextLine(IReadOnlyList<string> Words, bool IsFirst, bool IsLast);

/// <summary>Breaks a paragraph into lines.</summary>
internal static class TextLines
{
    public static IEnumerable<TextLine> Of(string text, TextStyle style, (double First, double Others) widths)
    {
        var line = new List<string>();
        var first = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var room = first ? widths.First : widths.Others;
            if (line.Count > 0 && style.Width(string.Join(' ', line.Append(word))) > room)
            {
                yield return new TextLine(line, first, IsLast: false);
                (line, first) = ([], false);
            }

            line.Add(word);
        }

        if (line.Count > 0)
            yield return new TextLine(line, first, IsLast: true);
    }
}
