namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Random access to the first bytes of a seekable stream through a few cached blocks. Not for several threads at once.</summary>
internal sealed class PdfSource(Stream stream, long length)
{
    private const int BlockBytes = 16 << 10;
    private const int Slots = 16;
    private readonly Block?[] _blocks = new Block?[Slots];

    public long Length { get; } = length;

    public static PdfSource Of(byte[] bytes) => new(new MemoryStream(bytes, writable: false), bytes.Length);

    public PdfSource Prefix(long end) => new(stream, Math.Min(end, Length));

    /// <summary>The byte at a position, or -1 outside the file.</summary>
    public int ByteAt(long position)
    {
        if (position < 0 || position >= Length)
            return -1;

        var index = position / BlockBytes;
        var block = _blocks[index % Slots];
        if (block is null || block.Index != index)
            block = Load(index);
        return block.Bytes[position - index * BlockBytes];
    }

    /// <summary>Fills the buffer as far as the file reaches and says how far that was.</summary>
    public int Read(long position, Span<byte> buffer)
    {
        if (position < 0 || position >= Length)
            return 0;

        var wanted = (int)Math.Min(buffer.Length, Length - position);
        stream.Position = position;
        return stream.ReadAtLeast(buffer[..wanted], wanted, throwOnEndOfStream: false);
    }

    private Block Load(long index)
    {
        var block = _blocks[index % Slots] ??= new Block(new byte[BlockBytes]);
        block.Index = index;
        var read = Read(index * BlockBytes, block.Bytes);
        block.Bytes.AsSpan(read).Clear();
        return block;
    }

    private sealed class Block(byte[] bytes)
    {
        public byte[] Bytes { get; } = bytes;

        public long Index { get; set; } = -1;
    }
}
