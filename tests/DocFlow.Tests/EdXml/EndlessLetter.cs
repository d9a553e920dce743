using System.Text;

namespace DocFlow.Tests.EdXml;

/// <summary>Begins as told and then says `a` for ever.</summary>
internal sealed class EndlessLetter(string beginning) : Stream
{
    private readonly byte[] head = Encoding.UTF8.GetBytes(beginning);

    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        for (var at = 0; at < count; at++, Given++)
            buffer[offset + at] = Given < head.Length ? head[Given] : (byte)'a';
        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
