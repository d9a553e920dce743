using System.Security.Cryptography;

namespace DocFlow.Platform.Archive;

/// <summary>Files and folders of a backup: only the account that took it may read them.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Folders = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, unless it is there.</summary>
    public static DirectoryInfo Folder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Folders);

    /// <summary>Writes a new file and flushes it to the disk.</summary>
    public static async Task Write(string path, Func<Stream, Task> write)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await write(file);
        file.Flush(flushToDisk: true);
    }

    /// <summary>What a manifest says of a file in this folder.</summary>
    public static async Task<Part> Describe(string folder, string path, CancellationToken stop)
    {
        await using var file = File.OpenRead(Path.Combine(folder, path));
        return new Part(path, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop)));
    }
}
