using DocFlow.Platform.Storage;

namespace DocFlow.Platform.Archive;

/// <summary>Asks a content store whether it has a file as it must be.</summary>
internal static class WholeFile
{
    /// <summary>Whether it is there with the bytes of its name.</summary>
    public static async Task<bool> Holds(this ContentStore content, string sha256, CancellationToken stop)
    {
        if (!content.Has(sha256))
            return false;
        try
        {
            await (await content.Open(sha256, stop)).DisposeAsync();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
