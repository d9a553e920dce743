using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Benchmarks.Load.Papers;

/// <summary>A paper as a scanner makes it: pages that are pictures and hold no text.</summary>
internal static class ScannedPages
{
    private const int Width = 600;
    private const int KilobytesOfPage = 300;

    public static byte[] Of(int kilobytes)
    {
        var file = new PdfNewFile();
        var (catalog, tree) = (file.Objects.Reserve(), file.Objects.Reserve());
        var pages = Enumerable.Range(0, Math.Max(1, kilobytes / KilobytesOfPage)).Select(page => Page(file, tree, page)).ToList();
        file.Objects.Set(tree, PdfDictionary.Empty
            .With("Type", new PdfName("Pages"))
            .With("Kids", new PdfArray(pages))
            .With("Count", new PdfInteger(pages.Count))
            .With("MediaBox", PdfArray.Of(0, 0, 595, 842)));
        file.Objects.Set(catalog, PdfDictionary.Empty.With("Type", new PdfName("Catalog")).With("Pages", tree));
        using var pdf = new MemoryStream();
        file.WriteTo(pdf, catalog, [.. Enumerable.Repeat((byte)0xA5, 16)]);
        return pdf.ToArray();
    }

    // grain of a scanner: it does not compress
    private static PdfObject Page(PdfNewFile file, PdfReference tree, int number)
    {
        var grain = new byte[Width * (KilobytesOfPage * 1024 / Width)];
        new Random(number).NextBytes(grain);
        var picture = file.Objects.AddStream(PdfDictionary.Empty
            .With("Type", new PdfName("XObject"))
            .With("Subtype", new PdfName("Image"))
            .With("Width", new PdfInteger(Width))
            .With("Height", new PdfInteger(grain.Length / Width))
            .With("ColorSpace", new PdfName("DeviceGray"))
            .With("BitsPerComponent", new PdfInteger(8)), grain);
        return file.Objects.Add(PdfDictionary.Empty
            .With("Type", new PdfName("Page"))
            .With("Parent", tree)
            .With("Resources", PdfDictionary.Empty.With("XObject", PdfDictionary.Empty.With("Scan", picture)))
            .With("Contents", file.Objects.AddStream(PdfDictionary.Empty, "q 595 0 0 842 0 0 cm /Scan Do Q"u8.ToArray())));
    }
}
