namespace DocFlow.Signing.Pdf.Reading;

/// <summary>A cross-reference stream (ISO 32000-2, 7.5.8).</summary>
internal static class XrefStream
{
    public static PdfLocations Entries(PdfDictionary dictionary, byte[] data, long headerOffset)
    {
        var widths = Widths(dictionary);
        var size = dictionary["Size"]?.AsInteger ?? 0;
        var index = dictionary["Index"] as PdfArray ?? PdfArray.Of(new PdfInteger(0), new PdfInteger(size));
        var rows = new Rows(data, widths);
        var entries = new PdfLocations();
        for (var i = 0; i + 1 < index.Count; i += 2)
            Subsection(rows, (index[i].AsInteger ?? -1, index[i + 1].AsInteger ?? -1), entries, headerOffset);
        return entries;
    }

    /// <summary>What a trailer would say: the stream's entries without its own.</summary>
    public static PdfDictionary AsTrailer(PdfDictionary dictionary) =>
        dictionary.Without("Length", "Filter", "DecodeParms", "W", "Index", "Type");

    private static int[] Widths(PdfDictionary dictionary)
    {
        if (dictionary["W"] is not PdfArray { Count: >= 3 } array)
            throw PdfUnreadable.Damaged("A cross-reference stream does not say how wide its fields are.");

        var widths = array.Take(3).Select(w => (int)Math.Clamp(w.AsInteger ?? -1, -1, 9)).ToArray();
        if (widths.Any(w => w is < 0 or > 8) || widths.Sum() == 0)
            throw PdfUnreadable.Damaged("A cross-reference stream has impossible field widths.");
        return widths;
    }

    private static void Subsection(Rows rows, (long First, long Count) range, PdfLocations entries, long headerOffset)
    {
        if (range.First < 0 || range.Count < 0 || range.First > PdfLimits.ObjectNumber
            || range.Count > PdfLimits.ObjectNumber + 1L - range.First)
            throw PdfUnreadable.Damaged("A cross-reference stream announces impossible object numbers.");

        for (var number = range.First; number < range.First + range.Count && rows.Next(); number++)
            entries.Set((int)number, Location(rows, headerOffset));
    }

    private static PdfLocation Location(Rows rows, long headerOffset) => rows.Kind switch
    {
        1 => new PdfLocation(PdfPlace.AtOffset, rows.Second + headerOffset, (int)Math.Clamp(rows.Third, 0, 65535)),
        2 when rows.Second is >= 0 and <= PdfLimits.ObjectNumber =>
            new PdfLocation(PdfPlace.InObjectStream, rows.Second, (int)Math.Clamp(rows.Third, 0, int.MaxValue)),
        _ => default,
    };

    private sealed class Rows(byte[] data, int[] widths)
    {
        private readonly int width = widths.Sum();
        private int row = -1;

        public long Kind => widths[0] == 0 ? 1 : Field(0, widths[0]);

        public long Second => Field(widths[0], widths[1]);

        public long Third => Field(widths[0] + widths[1], widths[2]);

        public bool Next() => (++row + 1L) * width <= data.Length;

        private long Field(int start, int count)
        {
            var value = 0L;
            foreach (var part in data.AsSpan(row * width + start, count))
                value = value << 8 | part;
            return value;
        }
    }
}
