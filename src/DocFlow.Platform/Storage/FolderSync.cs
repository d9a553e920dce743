using System.Runtime.InteropServices;
using System.Text;

namespace DocFlow.Platform.Storage;

/// <summary>
/// Flushes a folder to the disk: until then the power going takes back a rename, though the file's own bytes were flushed.
/// </summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Flushes it; on Windows the file system's own journal does.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(Encoding.UTF8.GetBytes(folder + "\0"), ReadOnly);
        if (handle < 0)
            throw new IOException($"The folder {folder} cannot be opened to be flushed (error {Marshal.GetLastPInvokeError()}).");
        var flushed = Synchronise(handle);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (flushed != 0)
            throw new IOException($"The folder {folder} cannot be flushed to the disk (error {error}).");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronise(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
