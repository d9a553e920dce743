using DocFlow.EdXml.Writing;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// The issued file as it travels in packets: packed once, by the first copy of a batch that is written, for all copies of its issue; in a
/// scratch file, for it may be large.
/// </summary>
public sealed class PackedLetter(Guid issueId, ContentStore content) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private FileStream? _file;

    /// <summary>Opens it for one copy.</summary>
    public async Task<FileStream> Open(string sha256, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            _file ??= await Pack(sha256, stop);
        }
        finally
        {
            _gate.Release();
        }

        return new FileStream(_file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file?.Dispose();
        _gate.Dispose();
    }

    private async Task<FileStream> Pack(string sha256, CancellationToken stop)
    {
        await using var pdf = await content.Open(sha256, stop);
        return await content.Scratch(to =>
        {
            AttachmentZip.Write(pdf, to, $"{issueId}.pdf");
            return Task.CompletedTask;
        });
    }
}
