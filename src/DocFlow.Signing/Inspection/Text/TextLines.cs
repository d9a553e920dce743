using System.Text;

namespace DocFlow.Signing.Inspection.Text;

/// <summary>Puts pieces together to lines, from the top down; columns beside each other are lines of their own.</summary>
internal static class TextLines
{
    private const double SameLine = 0.4;
    private const double Blank = 0.18;
    private const double NextColumn = 2.5;

    public static IReadOnlyList<string> Of(IEnumerable<TextPiece> pieces)
    {
        var lines = new List<List<TextPiece>>();
        foreach (var piece in pieces.Where(one => one.Text.Length > 0).OrderByDescending(one => one.Y))
        {
            if (lines.Count > 0 && Math.Abs(lines[^1][0].Y - piece.Y) < SameLine * Math.Max(lines[^1][0].Size, piece.Size))
                lines[^1].Add(piece);
            else
                lines.Add([piece]);
        }

        return [.. lines.SelectMany(Columns).Select(line => line.Trim()).Where(line => line.Length > 0)];
    }

    private static IEnumerable<string> Columns(List<TextPiece> line)
    {
        var text = new StringBuilder();
        var end = double.NaN;
        foreach (var piece in line.OrderBy(one => one.X))
        {
            var gap = piece.X - end;
            if (gap > NextColumn * piece.Size)
            {
                yield return text.ToString();
                text.Clear();
            }
            else if (gap > Blank * piece.Size && text.Length > 0 && text[^1] != ' ')
                text.Append(' ');

            text.Append(piece.Text);
            end = piece.X + piece.Width;
        }

        yield return text.ToString();
    }
}
