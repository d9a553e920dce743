namespace DocFlow.Signing.Pdf.Reading;

/// <summary>The pieces of a file that were read last, shared by all views of it. Not for several threads at once.</summary>
internal sealed class FileBlocks(Stream stream)
{
    private const int Slots = 64;
    private readonly int _size = stream.Length < 1 << 20 ? 4 << 10 : 16 << 10;
    private readonly Block?[] _blocks = new Block?[Slots];
    private readonly Block? _whole = Whole(stream);

    /// <summary>The piece that holds a position; a memory stream that shows its bytes is one piece.</summary>
    public Block At(long position)
    {
        if (_whole is not null)
            return _whole;

        var index = position / _size;
        var slot = (int)(index % Slots);
        if (_blocks[slot] is { } known && known.Start == index * _size)
            return known;
        // never over an old piece: another view may still be reading it
        var bytes = GC.AllocateUninitializedArray<byte>(_size);
        return _blocks[slot] = new Block(bytes, 0, index * _size, Read(index * _size, bytes));
    }

    /// <summary>Fills the buffer as far as the file reaches and says how far that was.</summary>
    public int Read(long position, Span<byte> buffer)
    {
        if (_whole is not null)
        {
            var part = _whole.Bytes.AsSpan(_whole.First + (int)position, Math.Min(buffer.Length, _whole.Count - (int)position));
            part.CopyTo(buffer);
            return part.Length;
        }

        stream.Position = position;
        return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
    }

    private static Block? Whole(Stream stream) => stream is MemoryStream memory && memory.TryGetBuffer(out var bytes)
        ? new Block(bytes.Array!, bytes.Offset, 0, bytes.Count)
        : null;
}

/// <summary>Some bytes of a file: the byte at <paramref name="Start"/> of the file is at <paramref name="First"/> of the array.</summary>
internal sealed record Block(byte[] Bytes, int First, long Start, int Count);
