using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>A page as it is seen: cropped, turned, in points. Converts what is seen into the page's own coordinates and back.</summary>
public sealed class PageFrame(PdfPage page)
{
    private readonly PdfBox _crop = page.CropBox;

    /// <summary>Points across, as seen.</summary>
    public double Width => Seen(_crop).Width;

    /// <summary>Points down, as seen.</summary>
    public double Height => Seen(_crop).Height;

    /// <summary>Points of a user unit of the page (ISO 32000-2, table 31).</summary>
    private double Unit => page.UserUnit;

    /// <summary>A box seen from the lower left corner of the shown page, in the page's own coordinates.</summary>
    public PdfBox ToPage(PdfBox seen)
    {
        var (left, bottom, right, top) = (seen.Left / Unit, seen.Bottom / Unit, seen.Right / Unit, seen.Top / Unit);
        return page.Rotate switch
        {
            90 => new PdfBox(_crop.Right - top, _crop.Bottom + left, _crop.Right - bottom, _crop.Bottom + right),
            180 => new PdfBox(_crop.Right - right, _crop.Top - top, _crop.Right - left, _crop.Top - bottom),
            270 => new PdfBox(_crop.Left + bottom, _crop.Top - right, _crop.Left + top, _crop.Top - left),
            _ => new PdfBox(_crop.Left + left, _crop.Bottom + bottom, _crop.Left + right, _crop.Bottom + top),
        };
    }

    /// <summary>A box in the page's own coordinates as it is seen, from the lower left corner of the shown page.</summary>
    public PdfBox ToSeen(PdfBox own)
    {
        var box = page.Rotate switch
        {
            90 => new PdfBox(own.Bottom - _crop.Bottom, _crop.Right - own.Right, own.Top - _crop.Bottom, _crop.Right - own.Left),
            180 => new PdfBox(_crop.Right - own.Right, _crop.Top - own.Top, _crop.Right - own.Left, _crop.Top - own.Bottom),
            270 => new PdfBox(_crop.Top - own.Top, own.Left - _crop.Left, _crop.Top - own.Bottom, own.Right - _crop.Left),
            _ => new PdfBox(own.Left - _crop.Left, own.Bottom - _crop.Bottom, own.Right - _crop.Left, own.Top - _crop.Bottom),
        };
        return new PdfBox(box.Left * Unit, box.Bottom * Unit, box.Right * Unit, box.Top * Unit);
    }

    /// <summary>Whether a box seen lies on the page, to a tenth of a point, and has an area.</summary>
    public bool Holds(PdfBox seen) =>
        seen is { Width: > 0, Height: > 0, Left: > -0.1, Bottom: > -0.1 } && seen.Right < Width + 0.1 && seen.Top < Height + 0.1;

    /// <summary>The width and height of a box on this page as seen.</summary>
    public (double Width, double Height) Seen(PdfBox box) => page.Rotate % 180 == 0
        ? (box.Width * Unit, box.Height * Unit)
        : (box.Height * Unit, box.Width * Unit);
}
