using Microsoft.AspNetCore.WebUtilities;

namespace DocFlow.Platform.Http;

/// <summary>
/// What a sender says, up to where it breaks off: a multipart body that was cut ends there instead of failing, for whoever checks its
/// length or hash. A line that is lost, or too slow, fails as ever.
/// </summary>
public sealed class PartStream(Stream inner) : Stream
{
    /// <summary>Whether it broke off.</summary>
    public bool WasCut { get; private set; }

    /// <summary>The next part; null where there is none, or where the body breaks off before it.</summary>
    public static async Task<MultipartSection?> Next(MultipartReader parts, CancellationToken stop)
    {
        try
        {
            return await parts.ReadNextSectionAsync(stop);
        }
        catch (Exception unreadable) when (unreadable.GetType() == typeof(IOException) || unreadable is InvalidDataException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException cut) when (cut.GetType() == typeof(IOException))
        {
            WasCut = true;
            return 0;
        }
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
