using DocFlow.EdXml.Writing;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// The issued file as it travels in packets: packed once, by the first copy of a batch that is written, for all copies of its issue; in a
/// temporary file, for it may be large.
/// </summary>
public sealed class PackedLetter(Guid issueId, ContentStore content) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private FileStream? _file;
    private bool _isPacked;

    /// <summary>Opens it for one copy.</summary>
    public async Task<FileStream> Open(string sha256, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            if (!_isPacked)
                await Pack(sha256, stop);
        }
        finally
        {
            _gate.Release();
        }

        return new FileStream(_file!.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file?.Dispose();
        _gate.Dispose();
    }

    private async Task Pack(string sha256, CancellationToken stop)
    {
        await using var pdf = await content.Open(sha256, stop);
        _file ??= Temporary();
        _file.SetLength(0); // of a try that failed
        AttachmentZip.Write(pdf, _file, $"{issueId}.pdf");
        await _file.FlushAsync(stop);
        _isPacked = true;
    }

    private static FileStream Temporary()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"letter-{Guid.CreateVersion7():N}"), options);
    }
}
