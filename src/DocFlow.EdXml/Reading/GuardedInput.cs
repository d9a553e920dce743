namespace DocFlow.EdXml.Reading;

/// <summary>The packet's bytes, counted: in all, and since the parser last told us something.</summary>
internal sealed class GuardedInput(Stream inner, ReadSettings settings, CancellationToken stop) : Stream
{
    private long total;
    private long sinceToken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public void TokenSeen() => sinceToken = 0;

    public override int Read(byte[] buffer, int offset, int count)
    {
        stop.ThrowIfCancellationRequested();
        var read = inner.Read(buffer, offset, count);
        total += read;
        sinceToken += read;
        if (total > settings.MostPacketBytes)
            throw new PacketRefused(PacketSentences.OverLimit("/", "bytes", settings.MostPacketBytes));
        if (sinceToken > settings.MostBytesPerToken)
            throw new PacketRefused(PacketSentences.OverLimit("/", "bytes per token", settings.MostBytesPerToken));
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
