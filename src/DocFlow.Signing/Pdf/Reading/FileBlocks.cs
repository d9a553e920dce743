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
        var block = _blocks[slot] ??= new Block { Bytes = new byte[_size] };
        if (block.Start == index * _size)
            return block;
        // no view may take the old bytes for new ones while they come in, nor if they do not come
        (block.Start, block.Count) = (-1, 0);
        block.Count = Read(index * _size, block.Bytes);
        block.Start = index * _size;
        return block;
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
        ? new Block { Bytes = bytes.Array!, First = bytes.Offset, Start = 0, Count = bytes.Count }
        : null;
}

/// <summary>Some bytes of a file. It is filled anew when others are needed more, so whoever holds it must ask where it begins.</summary>
internal sealed class Block
{
    public required byte[] Bytes { get; init; }

    /// <summary>Where in the array they begin.</summary>
    public int First { get; init; }

    /// <summary>Where in the file they begin; -1 while there are none.</summary>
    public long Start { get; set; } = -1;

    public int Count { get; set; }
}
