using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using DocFlow.Platform;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Exchange.Uploads;

/// <summary>The bytes of uploads that are under way, a file each in the data folder.</summary>
public sealed class UploadFiles(PlatformOptions options)
{
    /// <summary>The largest piece.</summary>
    public const int LargestPiece = 16 * 1024 * 1024;

    private const int BufferSize = 64 * 1024;
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(options.Folder, "uploads")).FullName;

    /// <summary>Writes a piece at its place and flushes it; its length and hash, or null where it is larger than may be.</summary>
    public Task<StoredFile?> Write(Guid upload, long offset, (Stream Body, long Most) piece, CancellationToken stop) =>
        StorageFull.Told(() => WriteAt(PathOf(upload), offset, piece, stop));

    /// <summary>Whether a piece of it came.</summary>
    public bool Has(Guid upload) => File.Exists(PathOf(upload));

    /// <summary>Opens what came.</summary>
    public FileStream Open(Guid upload) =>
        new(PathOf(upload), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize);

    /// <summary>The uploads of which anything is here; what somebody else put there is nobody's upload.</summary>
    public IReadOnlyList<Guid> All() =>
    [
        .. Directory.EnumerateFiles(_folder)
            .Select(file => Guid.TryParseExact(Path.GetFileName(file), "N", out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty),
    ];

    /// <summary>Forgets it.</summary>
    public void Delete(Guid upload) => File.Delete(PathOf(upload));

    private static async Task<StoredFile?> WriteAt(
        string path, long offset, (Stream Body, long Most) piece, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var share = FileShare.ReadWrite | FileShare.Delete;
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, share, 1);
        using var buffer = MemoryPool<byte>.Shared.Rent(BufferSize);
        file.Position = offset;
        long length = 0;
        for (int read; (read = await piece.Body.ReadAsync(buffer.Memory, stop)) > 0;)
        {
            if ((length += read) > piece.Most)
                return null;
            hash.AppendData(buffer.Memory.Span[..read]);
            file.Write(buffer.Memory.Span[..read]);
        }

        file.Flush(flushToDisk: true);
        return new StoredFile(Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    private string PathOf(Guid upload) => Path.Combine(_folder, upload.ToString("N", CultureInfo.InvariantCulture));
}
