namespace DocFlow.Signing.Pdf.Filters;

/// <summary>The PNG and TIFF predictors behind Flate and LZW (ISO 32000-2, 7.4.4.4).</summary>
internal sealed class Predictor : Stream
{
    private const int LongestRow = 4 << 20;
    private readonly Stream _inner;
    private readonly bool _isTiff;
    private readonly int _pixel;
    private byte[] _row;
    private byte[] _above;
    private int _ready;
    private int _taken;

    private Predictor(Stream inner, bool isTiff, int pixel, int rowBytes)
    {
        (_inner, _isTiff, _pixel) = (inner, isTiff, pixel);
        (_row, _above) = (new byte[rowBytes], new byte[rowBytes]);
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
        var row = (colors * depth * columns + 7) / 8;
        return row <= LongestRow
            ? new Predictor(new BufferedStream(inner, 8 << 10), kind == 2, Math.Max(1, colors * depth / 8), row)
            : throw PdfUnreadable.TooMuch("A stream's predictor asks for rows longer than any picture has.");
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length && (_taken < _ready || Fill()))
        {
            var part = _row.AsSpan(_taken, Math.Min(buffer.Length - read, _ready - _taken));
            part.CopyTo(buffer[read..]);
            _taken += part.Length;
            read += part.Length;
        }

        return read;
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
        (_row, _above) = (_above, _row);
        _taken = 0;
        var filter = _isTiff ? 1 : _inner.ReadByte();
        _ready = filter < 0 ? 0 : _inner.ReadAtLeast(_row, _row.Length, throwOnEndOfStream: false);
        if (filter > 4)
            throw PdfUnreadable.Damaged("A stream's predictor rows are damaged.");
        if (_ready > 0)
            PngRows.Unfilter(filter, _row.AsSpan(0, _ready), _isTiff ? _row : _above, _pixel);
        return _ready > 0;
    }
}
