using DocFlow.Signing.Pdf.Filters;

namespace DocFlow.Signing.Appearance;

/// <summary>Reads PNG pictures of every colour type and depth, interlaced or not (PNG specification, third edition).</summary>
public static class PngDecoder
{
    private const int MostPixels = 16 << 20;
    private static ReadOnlySpan<byte> Mark => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>The picture, or why it cannot be used.</summary>
    public static SigningOutcome<RasterImage> Read(byte[] png)
    {
        if (!png.AsSpan().StartsWith(Mark))
            return Unusable("không phải PNG hay JPEG", "it is neither a PNG nor a JPEG");

        try
        {
            var chunks = PngChunks.Read(png);
            return (long)chunks.Width * chunks.Height > MostPixels ? Unusable("quá lớn", "it is too large") : Pixels(chunks);
        }
        catch (Exception broken) when (Flate.IsDamage(broken))
        {
            return Unusable("đã hỏng", broken.Message);
        }
    }

    internal static SigningRefusal Unusable(string vi, string en) => new(
        "image.unusable", $"Ảnh chữ ký không dùng được: tệp {vi}.", $"The signature picture cannot be used: {en}.");

    private static RasterImage Pixels(PngChunks chunks)
    {
        var pixels = new PngPixels(chunks);
        using var packed = new MemoryStream(chunks.Data);
        using var zlib = Flate.Open(packed);
        foreach (var pass in PngPass.Of(chunks))
            Read(zlib, chunks, pixels, pass);
        return new RasterImage(chunks.Width, chunks.Height, pixels.Rgb, pixels.Alpha, chunks.PointsPerPixel);
    }

    private static void Read(Stream zlib, PngChunks chunks, PngPixels pixels, PngPass pass)
    {
        var rowBytes = (pass.Columns * chunks.Channels * chunks.Depth + 7) / 8;
        var (row, above) = (new byte[rowBytes], new byte[rowBytes]);
        for (var y = 0; y < pass.Rows; y++)
        {
            (row, above) = (above, row);
            var filter = zlib.ReadByte();
            if (filter is < 0 or > 4 || zlib.ReadAtLeast(row, rowBytes, throwOnEndOfStream: false) < rowBytes)
                throw new InvalidDataException("its rows are incomplete");
            PngRows.Unfilter(filter, row, above, Math.Max(1, chunks.Channels * chunks.Depth / 8));
            pixels.Add(row, pass, y);
        }
    }
}
