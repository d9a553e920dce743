namespace DocFlow.Signing.Pdf.Filters;

/// <summary>The PNG and TIFF predictors behind Flate and LZW (ISO 32000-2, 7.4.4.4).</summary>
internal sealed class Predictor : Stream
{
    private readonly Stream inner;
    private readonly bool isTiff;
    private readonly int pixel;
    private byte[] row;
    private byte[] above;
    private int ready;
    private int taken;

    private Predictor(Stream inner, bool isTiff, int pixel, int rowBytes)
    {
        (this.inner, this.isTiff, this.pixel) = (inner, isTiff, pixel);
        (row, above) = (new byte[rowBytes], new byte[rowBytes]);
    }

    public static Stream Undo(Stream inner, PdfDictionary? parms)
    {
        var kind = parms?["Predictor"]?.AsInteger ?? 1;
        if (kind == 1)
            return inner;

        var colors = Setting(parms, "Colors", 1, 32);
        var depth = Setting(parms, "BitsPerComponent", 8, 16);
        var columns = Setting(parms, "Columns", 1, 1_000_000);
        if (kind is not (2 or (>= 10 and <= 15)) || (kind == 2 && depth != 8))
            throw PdfUnreadable.Damaged($"A stream uses the predictor {kind}, which this reader does not know.");
        return new Predictor(inner, kind == 2, Math.Max(1, colors * depth / 8), (colors * depth * columns + 7) / 8);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (taken == ready && !Fill())
            return 0;

        var part = row.AsSpan(taken, Math.Min(buffer.Length, ready - taken));
        part.CopyTo(buffer);
        taken += part.Length;
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static int Setting(PdfDictionary? parms, string key, int usual, int highest)
    {
        var value = parms?[key]?.AsInteger ?? usual;
        return value >= 1 && value <= highest ? (int)value : throw PdfUnreadable.Damaged($"A stream's predictor has an impossible {key}.");
    }

    private bool Fill()
    {
        (row, above) = (above, row);
        taken = 0;
        var filter = isTiff ? 1 : inner.ReadByte();
        ready = filter < 0 ? 0 : inner.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
        if (filter > 4)
            throw PdfUnreadable.Damaged("A stream's predictor rows are damaged.");
        if (ready > 0)
            PngRows.Unfilter(filter, row.AsSpan(0, ready), isTiff ? row : above, pixel);
        return ready > 0;
    }
}
