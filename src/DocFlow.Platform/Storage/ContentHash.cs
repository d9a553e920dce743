using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace DocFlow.Platform.Storage;

/// <summary>
/// SHA-256 of a file, lower-case hex, read in large pieces: <c>SHA256.HashDataAsync</c> goes through the thread pool for every 4 KB.
/// </summary>
internal static class ContentHash
{
    private const int Piece = 64 * 1024;

    public static string Of(SafeFileHandle file, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var buffer = MemoryPool<byte>.Shared.Rent(Piece);
        long offset = 0;
        for (int read; (read = RandomAccess.Read(file, buffer.Memory.Span, offset)) > 0; offset += read)
        {
            stop.ThrowIfCancellationRequested();
            hash.AppendData(buffer.Memory.Span[..read]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
