using System.Buffers;

namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Bytes in the making, in a borrowed array that <see cref="Finish"/> gives back.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 << 10);

    public int Count { get; private set; }

    /// <summary>Room for so many bytes at the end, counted as written.</summary>
    public Span<byte> Take(int count)
    {
        if (_bytes.Length - Count < count)
            Grow(count);
        Count += count;
        return _bytes.AsSpan(Count - count, count);
    }

    /// <summary>The bytes; nothing can be added after.</summary>
    public byte[] Finish()
    {
        var bytes = _bytes[..Count];
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        return bytes;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Count + count));
        _bytes.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
