using DocFlow.Signing;

namespace DocFlow.Host.Commands;

/// <summary>A file that appears whole or not at all, and never in the place of another.</summary>
internal static class NewFile
{
    /// <summary>Has it written beside its place and then put there; after a refusal or a fault nothing is left.</summary>
    public static async Task<SigningOutcome<T>> Write<T>(FileInfo target, Func<Stream, Task<SigningOutcome<T>>> write)
    {
        if (target.Exists)
            return new SigningRefusal(
                "output.exists", $"Tệp {target.Name} đã có; không ghi đè.", $"{target.Name} is there already; nothing is written over.");

        var part = Path.Combine(target.DirectoryName!, $".{target.Name}.{Guid.CreateVersion7():N}.part");
        try
        {
            SigningOutcome<T> outcome;
            await using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                outcome = await write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (outcome.Refusal is null)
                File.Move(part, target.FullName, overwrite: false);
            return outcome;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
