using DocFlow.Signing;

namespace DocFlow.Host.Commands;

/// <summary>A file that appears whole or not at all, and never in the place of another.</summary>
internal static class NewFile
{
    /// <summary>Has it written beside its place and then put there; after a refusal or a fault nothing is left.</summary>
    public static async Task<SigningOutcome<T>> Write<T>(FileInfo target, Func<Stream, Task<SigningOutcome<T>>> write)
    {
        if (Taken(target) is { } taken)
            return taken;

        SigningOutcome<T>? outcome = null;
        await Put(target, async stream => (outcome = await write(stream)).Refusal is null);
        return outcome!;
    }

    /// <summary>Why nothing is written: there is a file of that name.</summary>
    public static SigningRefusal? Taken(FileInfo target) => target.Exists
        ? new SigningRefusal(
            "output.exists", $"Tệp {target.Name} đã có; không ghi đè.", $"{target.Name} is there already; nothing is written over.")
        : null;

    /// <summary>The same for whoever says by true that what was written is good.</summary>
    public static async Task Put(FileInfo target, Func<Stream, Task<bool>> write)
    {
        var part = Path.Combine(target.DirectoryName!, $".{target.Name}.{Guid.CreateVersion7():N}.part");
        try
        {
            bool good;
            await using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                good = await write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (good)
                File.Move(part, target.FullName, overwrite: false);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
