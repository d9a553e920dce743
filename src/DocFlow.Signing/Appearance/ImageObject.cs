using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Appearance;

/// <summary>A picture as an image XObject with its opacity as a soft mask (ISO 32000-2, 8.9.5 and 11.6.5.2).</summary>
internal static class ImageObject
{
    public static PdfReference Add(PdfObjectSet objects, RasterImage image)
    {
        var common = PdfDictionary.Empty
            .With("Type", new PdfName("XObject"))
            .With("Subtype", new PdfName("Image"))
            .With("Width", new PdfInteger(image.Width))
            .With("Height", new PdfInteger(image.Height))
            .With("BitsPerComponent", new PdfInteger(8));
        var color = common.With("ColorSpace", new PdfName("DeviceRGB"));
        if (image.Alpha.AsSpan().ContainsAnyExcept((byte)255))
            color = color.With("SMask", objects.AddStream(common.With("ColorSpace", new PdfName("DeviceGray")), image.Alpha));
        return objects.AddStream(color, image.Rgb);
    }
}
