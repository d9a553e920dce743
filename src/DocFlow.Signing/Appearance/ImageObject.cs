using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Filters;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Appearance;

/// <summary>A picture packed as an image XObject with its opacity as a soft mask (ISO 32000-2, 8.9.5 and 11.6.5.2).</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="PointsPerPixel">Its real size as the file states it, or null.</param>
/// <param name="Colors">Its colours, packed.</param>
/// <param name="Opacity">Its opacity, packed; null when it is nowhere transparent.</param>
internal sealed record ImageObject(int Width, int Height, double? PointsPerPixel, byte[] Colors, byte[]? Opacity)
{
    private static readonly ImageCache Known = new();

    /// <summary>A PNG without its transparent margins, or why it cannot be used.</summary>
    public static SigningOutcome<ImageObject> Of(byte[] png) => Known.Find(png, Packed);

    public PdfReference AddTo(PdfObjectSet objects)
    {
        var color = Plane("DeviceRGB", Colors);
        if (Opacity is not null)
            color = color.With("SMask", objects.Add(new PdfNewStream(Plane("DeviceGray", Opacity), Opacity)));
        return objects.Add(new PdfNewStream(color, Colors));
    }

    private static SigningOutcome<ImageObject> Packed(byte[] png)
    {
        var decoded = PngDecoder.Read(png);
        if (decoded.Refusal is { } refusal)
            return refusal;

        var image = decoded.Answer.Trimmed();
        var opacity = image.Alpha.AsSpan().ContainsAnyExcept((byte)255) ? Flate.Pack(image.Alpha) : null;
        return new ImageObject(image.Width, image.Height, image.PointsPerPixel, Flate.Pack(image.Rgb), opacity);
    }

    private PdfDictionary Plane(string space, byte[] packed) => new(
    [
        new("Type", new PdfName("XObject")),
        new("Subtype", new PdfName("Image")),
        new("Width", new PdfInteger(Width)),
        new("Height", new PdfInteger(Height)),
        new("BitsPerComponent", new PdfInteger(8)),
        new("ColorSpace", new PdfName(space)),
        new("Filter", new PdfName("FlateDecode")),
        new("Length", new PdfInteger(packed.Length)),
    ]);
}
