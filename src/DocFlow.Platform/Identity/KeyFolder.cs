using DocFlow.Platform.Storage;

namespace DocFlow.Platform.Identity;

/// <summary>The folder <c>keys</c> of an installation: what is in it only this account may read.</summary>
public sealed class KeyFolder
{
    /// <summary>Its place in the data folder.</summary>
    public const string Name = "keys";

    private const int LinuxInUse = 11; // EWOULDBLOCK
    private const int MacInUse = 35;
    private const int WindowsInUse = unchecked((int)0x80070020);
    private const int TriesUntilAWord = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string _path;

    /// <summary>Opens it, or makes it.</summary>
    public KeyFolder(PlatformOptions options)
    {
        _path = Path.Combine(options.Folder, Name);
        Make(_path);
    }

    /// <summary>A folder inside, made on first use.</summary>
    public DirectoryInfo Sub(string name) => Make(Path.Combine(_path, name));

    /// <summary>A file's bytes, or null when it is not there.</summary>
    public byte[]? Read(string name)
    {
        var file = Path.Combine(_path, name);
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    /// <summary>
    /// Writes a file once: flushed to the disk, then renamed into place. False when it is there already; nothing is overwritten.
    /// </summary>
    public bool Write(string name, ReadOnlySpan<byte> bytes)
    {
        var (file, temporary) = (Path.Combine(_path, name), Path.Combine(_path, Guid.CreateVersion7().ToString("N") + ".new"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(temporary);
            return false;
        }

        FolderSync.Flush(Path.GetDirectoryName(file)!);
        return true;
    }

    /// <summary>
    /// Holds off other processes until it is disposed, while something is made that there must be only one of; one that has to wait for
    /// long says so, once.
    /// </summary>
    public async Task<IDisposable> Lock(CancellationToken stop, Action? sayWaiting = null)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(Path.Combine(_path, "keys.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException taken) when (taken.HResult is LinuxInUse or MacInUse or WindowsInUse)
            {
                if (tries == TriesUntilAWord)
                    sayWaiting?.Invoke();
                await Task.Delay(Pause, stop);
            }
        }
    }

    /// <summary>Takes back a file that was written for nothing.</summary>
    public void Delete(string name) => File.Delete(Path.Combine(_path, name));

    private static DirectoryInfo Make(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
