using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Filters;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Appearance;

/// <summary>A picture packed as an image XObject with its opacity as a soft mask (ISO 32000-2, 8.9.5 and 11.6.5.2).</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="PointsPerPixel">Its real size as the file states it, or null.</param>
/// <param name="Colors">Its colours, packed as <see cref="Filter"/> says.</param>
/// <param name="Opacity">Its opacity, packed; null when it is nowhere transparent.</param>
internal sealed record ImageObject(int Width, int Height, double? PointsPerPixel, byte[] Colors, byte[]? Opacity)
{
    private const string Flated = "FlateDecode";
    private static readonly ImageCache Known = new();

    /// <summary>Of the colours; the opacity is grey.</summary>
    public string Space { get; private init; } = "DeviceRGB";

    /// <summary>FlateDecode, or DCTDecode for a JPEG.</summary>
    public string Filter { get; private init; } = Flated;

    /// <summary>A PNG without its transparent margins, a JPEG as it is, or why it cannot be used.</summary>
    public static SigningOutcome<ImageObject> Of(byte[] file) => Known.Find(file, Packed);

    public PdfReference AddTo(PdfObjectSet objects)
    {
        var color = Plane(Space, Filter, Colors);
        if (Opacity is not null)
            color = color.With("SMask", objects.Add(new PdfNewStream(Plane("DeviceGray", Flated, Opacity), Opacity)));
        return objects.Add(new PdfNewStream(color, Colors));
    }

    /// <summary>Whether an object of a file is this very picture, packed the same way.</summary>
    public bool IsSame(PdfDocument document, PdfReference there) =>
        document.Resolve(there) is PdfStream color
            && Equals(color.Dictionary.Without("SMask"), Plane(Space, Filter, Colors)) && Holds(document, color, Colors)
            && (document.Resolve(color.Dictionary["SMask"]) is PdfStream mask
                ? Opacity is not null && Equals(mask.Dictionary, Plane("DeviceGray", Flated, Opacity)) && Holds(document, mask, Opacity)
                : Opacity is null && color.Dictionary["SMask"] is null);

    private static bool Holds(PdfDocument document, PdfStream stream, byte[] packed)
    {
        if (stream.Length != packed.Length)
            return false;
        var there = new byte[packed.Length];
        return document.ReadRaw(stream.Start, there) == there.Length && there.AsSpan().SequenceEqual(packed);
    }

    private static SigningOutcome<ImageObject> Packed(byte[] file)
    {
        if (JpegHeader.IsJpeg(file))
            return Jpeg(file);
        var decoded = PngDecoder.Read(file);
        if (decoded.Refusal is { } refusal)
            return refusal;

        var image = decoded.Answer.Trimmed();
        var opacity = image.Alpha.AsSpan().ContainsAnyExcept((byte)255) ? Flate.Pack(image.Alpha) : null;
        return new ImageObject(image.Width, image.Height, image.PointsPerPixel, Flate.Pack(image.Rgb), opacity);
    }

    private static SigningOutcome<ImageObject> Jpeg(byte[] file)
    {
        try
        {
            var header = JpegHeader.Read(file);
            return new ImageObject(header.Width, header.Height, header.PointsPerPixel, file, null)
            {
                Space = header.IsGray ? "DeviceGray" : "DeviceRGB",
                Filter = "DCTDecode",
            };
        }
        catch (InvalidDataException fault)
        {
            return PngDecoder.Unusable("JPEG không hợp lệ hoặc thuộc loại không hiển thị được trong PDF", fault.Message);
        }
    }

    private PdfDictionary Plane(string space, string filter, byte[] packed) => new(
    [
        new("Type", new PdfName("XObject")),
        new("Subtype", new PdfName("Image")),
        new("Width", new PdfInteger(Width)),
        new("Height", new PdfInteger(Height)),
        new("BitsPerComponent", new PdfInteger(8)),
        new("ColorSpace", new PdfName(space)),
        new("Filter", new PdfName(filter)),
        new("Length", new PdfInteger(packed.Length)),
    ]);
}
