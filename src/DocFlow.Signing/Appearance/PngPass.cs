namespace DocFlow.Signing.Appearance;

/// <summary>
/// Which pixels of a picture a run of rows holds: all of them, or one of the seven passes of Adam7 (PNG specification, 8.2).
/// </summary>
/// <param name="First">The first pixel, counted row by row.</param>
/// <param name="Across">From one pixel to the next in a row.</param>
/// <param name="Down">From the first pixel of a row to that of the next.</param>
/// <param name="Columns">Pixels in a row of the pass.</param>
/// <param name="Rows">Rows in the pass.</param>
internal readonly record struct PngPass(int First, int Across, int Down, int Columns, int Rows)
{
    private static readonly (int Left, int Top, int Across, int Down)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The passes of a picture in the order of its data; those without pixels have no data.</summary>
    public static IEnumerable<PngPass> Of(PngChunks chunks) =>
        (chunks.Interlaced ? Adam7 : [(0, 0, 1, 1)])
            .Where(p => p.Left < chunks.Width && p.Top < chunks.Height)
            .Select(p => new PngPass(
                p.Top * chunks.Width + p.Left, p.Across, p.Down * chunks.Width,
                (chunks.Width - p.Left + p.Across - 1) / p.Across, (chunks.Height - p.Top + p.Down - 1) / p.Down));
}
