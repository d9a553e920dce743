namespace DocFlow.Signing.Appearance;

/// <summary>A decoded picture: three bytes of colour and one of opacity for each pixel, rows from the top.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Rgb">Colours.</param>
/// <param name="Alpha">Opacity, 0 is transparent.</param>
/// <param name="PointsPerPixel">Its real size as the file states it, or null.</param>
public sealed record RasterImage(int Width, int Height, byte[] Rgb, byte[] Alpha, double? PointsPerPixel)
{
    /// <summary>The picture without its fully transparent margins; scans of signatures have wide ones.</summary>
    public RasterImage Trimmed()
    {
        var (left, top, right, bottom) = (Width, Height, -1, -1);
        for (var i = 0; i < Alpha.Length; i++)
        {
            if (Alpha[i] == 0)
                continue;
            (left, right) = (Math.Min(left, i % Width), Math.Max(right, i % Width));
            (top, bottom) = (Math.Min(top, i / Width), Math.Max(bottom, i / Width));
        }

        return right < 0 ? this : Cut(left, top, right - left + 1, bottom - top + 1);
    }

    private RasterImage Cut(int left, int top, int width, int height)
    {
        var (rgb, alpha) = (new byte[width * height * 3], new byte[width * height]);
        for (var row = 0; row < height; row++)
        {
            var from = (top + row) * Width + left;
            Rgb.AsSpan(from * 3, width * 3).CopyTo(rgb.AsSpan(row * width * 3));
            Alpha.AsSpan(from, width).CopyTo(alpha.AsSpan(row * width));
        }

        return new RasterImage(width, height, rgb, alpha, PointsPerPixel);
    }
}
