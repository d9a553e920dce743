using System.Xml;

namespace DocFlow.EdXml.Writing;

/// <summary>What is written here becomes base64 text of the open element, piece by piece.</summary>
internal sealed class Base64Output(XmlWriter xml, CancellationToken stop) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        stop.ThrowIfCancellationRequested();
        xml.WriteBase64(buffer, offset, count);
    }

    public override void Flush()
    {
        // the XmlWriter holds back up to two bytes until the element ends
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
