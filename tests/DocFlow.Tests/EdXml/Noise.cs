namespace DocFlow.Tests.EdXml;

/// <summary>Bytes that do not compress, as many as asked for, held nowhere.</summary>
internal sealed class Noise(long length) : Stream
{
    private readonly Random random = new(7);
    private long given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, length - given);
        random.NextBytes(buffer.AsSpan(offset, read));
        given += read;
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
