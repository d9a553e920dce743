using System.Buffers;
using System.Security.Cryptography;

namespace DocFlow.Platform.Storage;

/// <summary>A file by what it holds.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Length">Bytes.</param>
public sealed record StoredFile(string Sha256, long Length);

/// <summary>
/// Keeps every file under its SHA-256: written to a temporary file while it is hashed, flushed to the disk, renamed into place (the folder
/// is flushed too), never overwritten, and checked when it is read.
/// </summary>
public sealed class ContentStore
{
    // below the size from which an array is a large object, which only a full collection takes back
    private const int BufferSize = 64 * 1024;
    private const long LeastRoom = 16 * 1024 * 1024;
    private readonly string _content;
    private readonly string _incoming;

    /// <summary>Opens (or makes) the store in the installation's folder.</summary>
    public ContentStore(PlatformOptions options)
    {
        _content = Path.Combine(options.Folder, "content");
        _incoming = Path.Combine(options.Folder, "incoming");
        Aside = new LaidAside(options, this);
        Directory.CreateDirectory(_content);
        Directory.CreateDirectory(_incoming);
    }

    /// <summary>Where its condemned files lie until they are destroyed.</summary>
    internal LaidAside Aside { get; }

    /// <summary>Free bytes where it lies.</summary>
    public long Free => new DriveInfo(_content).AvailableFreeSpace;

    /// <summary>
    /// Stores what the stream holds once <paramref name="examine"/> (where given) has looked at the received bytes and has nothing against
    /// them; refused with <c>file.too-large</c> past <paramref name="limit"/> bytes. Of what is refused nothing was ever in the store.
    /// </summary>
    public Task<Outcome<StoredFile>> Put(
        Stream source, long limit, Func<FileStream, StoredFile, Task<Refusal?>>? examine = null, CancellationToken stop = default) =>
        Unfinished<Outcome<StoredFile>>(async temporary =>
        {
            var stored = await Receive(source, temporary, limit, stop);
            if (stored is null)
                return Refusal.TooLarge("file.too-large",
                    $"Tệp lớn hơn giới hạn {limit / 1_000_000} MB; hãy tách hoặc nén tệp rồi gửi lại.",
                    $"The file is larger than the limit of {limit / 1_000_000} MB; split or reduce it and send it again.");
            if (examine is not null)
            {
                var share = FileShare.Read | FileShare.Delete;
                await using var received = new FileStream(temporary, FileMode.Open, FileAccess.Read, share, BufferSize);
                if (await examine(received, stored) is { } refusal)
                    return refusal;
            }

            Keep(temporary, stored.Sha256);
            return stored;
        });

    /// <summary>Stores what <paramref name="write"/> writes, for files that we make ourselves; the stream can be read and seeked.</summary>
    public Task<StoredFile> Put(Func<Stream, Task> write, CancellationToken stop = default) => Unfinished(async temporary =>
    {
        await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize))
        {
            await write(file);
            file.Flush(flushToDisk: true);
        }

        using var written = File.OpenHandle(temporary);
        var stored = new StoredFile(ContentHash.Of(written, stop), RandomAccess.GetLength(written));
        Keep(temporary, stored.Sha256);
        return stored;
    });

    /// <summary>
    /// What <paramref name="write"/> writes, for a while: the file is gone once it is closed, and after a kill at a later start. Others may
    /// read it by its name meanwhile.
    /// </summary>
    public Task<FileStream> Scratch(Func<Stream, Task> write) => StorageFull.Told(async () =>
    {
        var share = FileShare.Read | FileShare.Delete;
        var file = new FileStream(NewTemporary(), FileMode.CreateNew, FileAccess.Write, share, BufferSize, FileOptions.DeleteOnClose);
        try
        {
            await write(file);
            await file.FlushAsync();
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    });

    /// <summary>Opens a file for reading and seeking, after checking that it still holds what its name says.</summary>
    /// <exception cref="FileNotFoundException">There is no such file (or it was destroyed by an act).</exception>
    /// <exception cref="InvalidDataException">The disk holds other bytes.</exception>
    public async Task<FileStream> Open(string sha256, CancellationToken stop = default)
    {
        var file = new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize);
        if (ContentHash.Of(file.SafeFileHandle, stop) == sha256)
            return file;

        await file.DisposeAsync();
        throw new InvalidDataException($"The content store's file {sha256} no longer holds the bytes of its name.");
    }

    /// <summary>Whether there is room for some more files; where there is none, work that stores files need not begin.</summary>
    public bool HasRoom => Free > LeastRoom;

    /// <summary>Whether the store has it.</summary>
    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Destroys a file: only by an act that leaves its hash and its record.</summary>
    public void Destroy(string sha256) => File.Delete(PathOf(sha256));

    /// <summary>
    /// Removes what uploads left that a killed process never finished: what is older, by the disk's own clock, than any upload lasts.
    /// Other processes are uploading meanwhile.
    /// </summary>
    public void ForgetUnfinished(TimeSpan olderThan)
    {
        var probe = NewTemporary();
        File.WriteAllBytes(probe, []);
        var before = File.GetLastWriteTimeUtc(probe) - olderThan;
        File.Delete(probe);
        foreach (var left in Directory.EnumerateFiles(_incoming).Where(file => File.GetLastWriteTimeUtc(file) < before))
            File.Delete(left);
    }

    private Task<T> Unfinished<T>(Func<string, Task<T>> work) => StorageFull.Told(async () =>
    {
        var temporary = NewTemporary();
        try
        {
            return await work(temporary);
        }
        finally
        {
            File.Delete(temporary);
        }
    });

    private static async Task<StoredFile?> Receive(Stream source, string temporary, long limit, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        using var buffer = MemoryPool<byte>.Shared.Rent(BufferSize);
        long length = 0;
        for (int read; (read = await source.ReadAsync(buffer.Memory, stop)) > 0;)
        {
            if ((length += read) > limit)
                return null;
            hash.AppendData(buffer.Memory.Span[..read]);
            file.Write(buffer.Memory.Span[..read]);
        }

        file.Flush(flushToDisk: true);
        return new StoredFile(Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    private void Keep(string temporary, string sha256)
    {
        var kept = PathOf(sha256);
        var folder = Path.GetDirectoryName(kept)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            FolderSync.Flush(_content);
        }

        try
        {
            if (!File.Exists(kept))
                File.Move(temporary, kept, overwrite: false);
        }
        catch (IOException) when (File.Exists(kept))
        {
            // another upload of the same bytes was faster
        }

        // also where the file was there: whoever put it may not have come so far yet
        FolderSync.Flush(folder);
    }

    private string NewTemporary() => Path.Combine(_incoming, Guid.CreateVersion7().ToString("N"));

    internal string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(_content, sha256[..2], sha256)
        : throw new ArgumentException("A SHA-256 has 64 lower-case hexadecimal digits.", nameof(sha256));
}
