namespace DocFlow.Platform.Storage;

/// <summary>Asks a content store whether it has a file as it must be.</summary>
internal static class WholeFile
{
    /// <summary>Whether it is there with the bytes of its name.</summary>
    public static async Task<bool> Holds(this ContentStore content, string sha256, CancellationToken stop)
    {
        try
        {
            await (await content.Open(sha256, stop)).DisposeAsync();
            return true;
        }
        catch (Exception other) when (other is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
