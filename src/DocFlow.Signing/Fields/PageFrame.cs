using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>A page as it is seen: cropped and turned. Converts what is seen into the page's own coordinates.</summary>
public sealed class PageFrame(PdfPage page)
{
    private readonly PdfBox _crop = page.CropBox;

    /// <summary>Points across, as seen.</summary>
    public double Width => page.Rotate % 180 == 0 ? _crop.Width : _crop.Height;

    /// <summary>Points down, as seen.</summary>
    public double Height => page.Rotate % 180 == 0 ? _crop.Height : _crop.Width;

    /// <summary>A box seen from the lower left corner of the shown page, in the page's own coordinates.</summary>
    public PdfBox ToPage(PdfBox seen) => page.Rotate switch
    {
        90 => new PdfBox(_crop.Right - seen.Top, _crop.Bottom + seen.Left, _crop.Right - seen.Bottom, _crop.Bottom + seen.Right),
        180 => new PdfBox(_crop.Right - seen.Right, _crop.Top - seen.Top, _crop.Right - seen.Left, _crop.Top - seen.Bottom),
        270 => new PdfBox(_crop.Left + seen.Bottom, _crop.Top - seen.Right, _crop.Left + seen.Top, _crop.Top - seen.Left),
        _ => new PdfBox(_crop.Left + seen.Left, _crop.Bottom + seen.Bottom, _crop.Left + seen.Right, _crop.Bottom + seen.Top),
    };

    /// <summary>The width and height of a box on this page as seen.</summary>
    public (double Width, double Height) Seen(PdfBox box) => page.Rotate % 180 == 0 ? (box.Width, box.Height) : (box.Height, box.Width);
}
