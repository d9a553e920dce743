namespace DocFlow.Signing.Pdf.Filters;

/// <summary>The five PNG row filters (PNG specification, clause 9), shared by predictors and images.</summary>
internal static class PngRows
{
    public static void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        if (filter == 0)
            return;

        for (var i = 0; i < row.Length; i++)
        {
            var left = i >= pixel ? row[i - pixel] : (byte)0;
            var corner = i >= pixel && filter == 4 ? above[i - pixel] : (byte)0;
            row[i] += filter switch
            {
                1 => left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                _ => Paeth(left, above[i], corner),
            };
        }
    }

    private static byte Paeth(byte left, byte above, byte corner)
    {
        var estimate = left + above - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }
}
