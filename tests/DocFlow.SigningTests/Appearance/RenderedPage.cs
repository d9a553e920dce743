using System.Globalization;
using System.Text;
using DocFlow.Signing.Pdf;

namespace DocFlow.Tests.Signing.Appearance;

/// <summary>A page as Poppler shows it, at one pixel a point; boxes are in points from its lower left corner.</summary>
internal sealed class RenderedPage
{
    private readonly byte[] _pixels;

    private RenderedPage(int width, int height, byte[] pixels) => (Width, Height, _pixels) = (width, height, pixels);

    public int Width { get; }

    public int Height { get; }

    public static RenderedPage Of(byte[] pdf, int page = 1)
    {
        var path = OutsideEyes.Saved(pdf);
        Tool.Said("pdftoppm", "-r", "72", "-cropbox", "-f", $"{page}", "-l", $"{page}", "-singlefile", path, path);
        var picture = File.ReadAllBytes(path + ".ppm");
        var words = Encoding.ASCII.GetString(picture, 0, 32).Split(['\n', ' '], 5);
        var (width, height) = (int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
        return new RenderedPage(width, height, picture[^(width * height * 3)..]);
    }

    /// <summary>The box of everything blue: the signer's picture.</summary>
    public PdfBox Blue => BoxOf((red, _, blue) => blue > 130 && red < 110);

    /// <summary>The box of everything red: the seal.</summary>
    public PdfBox Red => BoxOf((red, _, blue) => red > 150 && blue < 110);

    /// <summary>The box of everything dark and grey: letters.</summary>
    public PdfBox Dark => BoxOf((red, green, blue) => red < 120 && green < 120 && blue < 120);

    /// <summary>What of a box is inked, as a coarse figure that shows which way up it is.</summary>
    public string Figure(PdfBox box)
    {
        const int cells = 8;
        var figure = new StringBuilder();
        for (var row = cells - 1; row >= 0; row--)
        {
            for (var column = 0; column < cells; column++)
            {
                var x = (int)(box.Left + (column + 0.5) * box.Width / cells);
                var y = (int)(Height - box.Bottom - (row + 0.5) * box.Height / cells);
                figure.Append(IsInked(x, y) ? '#' : '.');
            }

            figure.Append('\n');
        }

        return figure.ToString();
    }

    private bool IsInked(int x, int y)
    {
        var near = from dx in Enumerable.Range(-1, 3) from dy in Enumerable.Range(-1, 3) select 3 * ((y + dy) * Width + x + dx);
        return near.Any(at => at >= 0 && at < _pixels.Length && _pixels[at] < 160);
    }

    private PdfBox BoxOf(Func<byte, byte, byte, bool> counts)
    {
        var found = Enumerable.Range(0, Width * Height)
            .Where(i => counts(_pixels[3 * i], _pixels[3 * i + 1], _pixels[3 * i + 2])).ToList();
        return found.Count == 0 ? default : new PdfBox(
            found.Min(i => i % Width), Height - 1 - found[^1] / Width, found.Max(i => i % Width) + 1, Height - found[0] / Width);
    }
}
