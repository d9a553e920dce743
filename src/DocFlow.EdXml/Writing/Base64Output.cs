using System.Buffers;
using System.Buffers.Text;
using System.Xml;

namespace DocFlow.EdXml.Writing;

/// <summary>
/// What is written here becomes base64 text of the open element: past the XmlWriter, which would look at every letter for one that XML
/// forbids, and base64 has none.
/// </summary>
internal sealed class Base64Output : Stream
{
    private const int Piece = 48 * 1024; // whole groups of three

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Piece);
    private readonly byte[] _text = ArrayPool<byte>.Shared.Rent(Piece / 3 * 4);
    private readonly Stream _to;
    private readonly CancellationToken _stop;
    private int _count;
    private bool _ended;

    /// <param name="xml">Where an element was begun.</param>
    /// <param name="to">What it writes to.</param>
    /// <param name="stop">Stops between two pieces.</param>
    public Base64Output(XmlWriter xml, Stream to, CancellationToken stop)
    {
        (_to, _stop) = (to, stop);
        xml.WriteRaw(""); // ends the element's tag
        xml.Flush();
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        for (var rest = buffer; rest.Length > 0;)
        {
            var some = rest[..Math.Min(rest.Length, Piece - _count)];
            some.CopyTo(_bytes.AsSpan(_count));
            _count += some.Length;
            rest = rest[some.Length..];
            if (_count == Piece)
                Encode();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // up to a piece is held back until the end
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended)
            End();
        base.Dispose(disposing);
    }

    private void End()
    {
        _ended = true;
        Encode();
        ArrayPool<byte>.Shared.Return(_bytes);
        ArrayPool<byte>.Shared.Return(_text);
    }

    private void Encode()
    {
        _stop.ThrowIfCancellationRequested();
        Base64.EncodeToUtf8(_bytes.AsSpan(0, _count), _text, out _, out var written);
        _to.Write(_text, 0, written);
        _count = 0;
    }
}
