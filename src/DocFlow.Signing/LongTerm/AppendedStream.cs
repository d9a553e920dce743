namespace DocFlow.Signing.LongTerm;

/// <summary>A file and what was appended to it, read as one without copying the file. The file stays open.</summary>
internal sealed class AppendedStream(Stream file) : Stream
{
    private readonly long _start = file.Length;
    private readonly MemoryStream _appended = new();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _start + _appended.Length;

    public override long Position { get; set; }

    /// <summary>Makes a new version.</summary>
    public void Append(ReadOnlySpan<byte> update)
    {
        _appended.Position = _appended.Length;
        _appended.Write(update);
    }

    public override int Read(Span<byte> buffer)
    {
        var isFile = Position < _start;
        var part = isFile ? file : _appended;
        var left = isFile ? _start - Position : Length - Position;
        part.Position = isFile ? Position : Position - _start;
        var read = left <= 0 ? 0 : part.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
