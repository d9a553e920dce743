using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Platform.Archive;

/// <summary>Puts the key folder of a backup into its place, or makes sure that the one there is the right one.</summary>
public sealed class RestoreKeys(KeyFolder folder)
{
    /// <summary>Does it; what is there already is never written over.</summary>
    /// <exception cref="ArchiveException">There are no keys, or others, or the passphrase does not open them.</exception>
    internal async Task Run(string backup, Manifest manifest, string? passphrase, CancellationToken stop)
    {
        if (manifest.Keys is { } keys && passphrase is not null)
            Put(LockedKeys.Open(await File.ReadAllBytesAsync(Path.Combine(backup, keys.Path), stop), passphrase));
        if (!NodeKey.IsIn(folder))
            throw manifest.Keys is null ? ArchiveSentences.KeysMissing : ArchiveSentences.PassphraseMissing;
        using var node = new NodeKey(folder);
        if (node.Public != manifest.NodeKey)
            throw ArchiveSentences.KeysDiffer;
    }

    private void Put(IReadOnlyList<(string Path, byte[] Bytes)> files)
    {
        foreach (var (path, bytes) in files)
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } inside)
                folder.Sub(inside);
            if (!folder.Write(path, bytes) && !folder.Read(path).AsSpan().SequenceEqual(bytes))
                throw ArchiveSentences.KeysDiffer;
        }
    }
}
