namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Random access to the first bytes of a seekable stream. Not for several threads at once.</summary>
internal sealed class PdfSource
{
    private const int Small = 1 << 10;
    private Block _block = new() { Bytes = [] };

    public PdfSource(Stream stream, long length)
        : this(new FileParts(stream), length) { }

    private PdfSource(FileParts parts, long length) => (Parts, Length) = (parts, length);

    /// <summary>What all views of the file share.</summary>
    public FileParts Parts { get; }

    public long Length { get; }

    public static PdfSource Of(byte[] bytes) =>
        new(new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true), bytes.Length);

    public PdfSource Prefix(long end) => new(Parts, Math.Min(end, Length));

    /// <summary>The byte at a position, or -1 outside the file.</summary>
    public int ByteAt(long position)
    {
        if ((ulong)position >= (ulong)Length)
            return -1;
        var at = position - _block.Start;
        if ((ulong)at >= (ulong)_block.Count)
        {
            _block = Parts.Blocks.At(position);
            at = position - _block.Start;
        }

        return at < _block.Count ? _block.Bytes[_block.First + (int)at] : -1;
    }

    /// <summary>Fills the buffer as far as the file reaches and says how far that was.</summary>
    public int Read(long position, Span<byte> buffer)
    {
        if (position < 0 || position >= Length)
            return 0;
        buffer = buffer[..(int)Math.Min(buffer.Length, Length - position)];
        if (buffer.Length > Small)
            return Parts.Blocks.Read(position, buffer);

        // small reads gather around one place: they fill the block that the next ones need
        var read = 0;
        for (var part = Piece(position); read < buffer.Length && part.Length > 0; part = Piece(position + read))
        {
            part = part[..Math.Min(part.Length, buffer.Length - read)];
            part.CopyTo(buffer[read..]);
            read += part.Length;
        }

        return read;
    }

    /// <summary>Where a mark next stands at or after a position and wholly before another; -1 when nowhere.</summary>
    public long Find(ReadOnlySpan<byte> mark, long from, long to = long.MaxValue)
    {
        to = Math.Min(to, Length);
        while (from <= to - mark.Length)
        {
            var part = Piece(from);
            part = part[..(int)Math.Min(part.Length, to - from)];
            if (part.IndexOf(mark) is >= 0 and var at)
                return from + at;
            if (part.Length < mark.Length && Stands(mark, from))
                return from;
            from += Math.Max(1, part.Length - mark.Length + 1);
        }

        return -1;
    }

    /// <summary>Where a mark last stands in the file; -1 when nowhere. Looks at the end first.</summary>
    public long FindLast(ReadOnlySpan<byte> mark)
    {
        var window = 1L << 10;
        for (var end = Length; end > 0; end -= window - mark.Length, window = 64 << 10)
        {
            var last = -1L;
            var next = Math.Max(0, end - window);
            for (var found = Find(mark, next, end); found >= 0; found = Find(mark, found + 1, end))
                last = found;
            if (last >= 0 || next == 0)
                return last;
        }

        return -1;
    }

    private bool Stands(ReadOnlySpan<byte> mark, long position)
    {
        for (var i = 0; i < mark.Length; i++)
        {
            if (ByteAt(position + i) != mark[i])
                return false;
        }

        return true;
    }

    /// <summary>The bytes from a position to the end of the piece at hand.</summary>
    private ReadOnlySpan<byte> Piece(long position)
    {
        if (ByteAt(position) < 0)
            return [];
        var at = (int)(position - _block.Start);
        return _block.Bytes.AsSpan(_block.First + at, (int)Math.Min(_block.Count - at, Length - position));
    }
}
