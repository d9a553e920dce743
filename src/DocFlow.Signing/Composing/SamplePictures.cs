namespace DocFlow.Signing.Composing;

/// <summary>A handwritten-looking signature in blue and a round seal in red as transparent PNGs, for demonstrations and tests.</summary>
public static class SamplePictures
{
    private const double PixelsPerInch = 300;

    /// <summary>A signature; every <paramref name="hand"/> writes a different one.</summary>
    public static byte[] Signature(int hand)
    {
        var pen = new PenCanvas(560, 220, (0x12, 0x3C, 0xB4));
        for (var t = 0.0; t <= 1; t += 0.0004)
        {
            var sweep = 45 + 430 * t + 34 * Math.Sin((9 + hand % 4) * Math.PI * t);
            var swing = 112 - 78 * Math.Sin((6 + hand % 5) * Math.PI * t + hand) * (1 - 0.7 * t);
            pen.Dot(sweep, swing, 3.2 + 2.2 * Math.Abs(Math.Cos(7 * Math.PI * t)));
        }

        for (var t = 0.0; t <= 1; t += 0.001)
            pen.Dot(70 + 420 * t, 178 - 46 * t + 10 * Math.Sin(3 * t), 2.6);
        return pen.ToPng(PixelsPerInch);
    }

    /// <summary>A seal of 36 mm with two rings and a star.</summary>
    public static byte[] Seal()
    {
        const int size = 425;
        const double middle = size / 2.0;
        var pen = new PenCanvas(size, size, (0xD2, 0x10, 0x1A));
        for (var turn = 0.0; turn < 2 * Math.PI; turn += 0.002)
        {
            pen.Dot(middle + 204 * Math.Sin(turn), middle - 204 * Math.Cos(turn), 5);
            pen.Dot(middle + 136 * Math.Sin(turn), middle - 136 * Math.Cos(turn), 2.4);
        }

        foreach (var (from, to) in Star(middle, 96, 37))
        {
            for (var t = 0.0; t <= 1; t += 0.004)
                Spoke(pen, middle, (from.X + (to.X - from.X) * t, from.Y + (to.Y - from.Y) * t));
        }

        for (var mark = 0; mark < 36; mark++)
            pen.Dot(middle + 170 * Math.Sin(mark * Math.PI / 18), middle - 170 * Math.Cos(mark * Math.PI / 18), mark % 3 == 0 ? 9 : 5);
        return pen.ToPng(PixelsPerInch);
    }

    private static IEnumerable<((double X, double Y) From, (double X, double Y) To)> Star(double middle, double outer, double inner)
    {
        var corners = Enumerable.Range(0, 10).Select(i => Corner(middle, i % 2 == 0 ? outer : inner, i * Math.PI / 5)).ToList();
        return corners.Select((corner, i) => (corner, corners[(i + 1) % 10]));
    }

    private static (double X, double Y) Corner(double middle, double radius, double turn) =>
        (middle + radius * Math.Sin(turn), middle - radius * Math.Cos(turn));

    private static void Spoke(PenCanvas pen, double middle, (double X, double Y) edge)
    {
        for (var t = 0.0; t <= 1; t += 0.05)
            pen.Dot(middle + (edge.X - middle) * t, middle + (edge.Y - middle) * t, 3);
    }
}
