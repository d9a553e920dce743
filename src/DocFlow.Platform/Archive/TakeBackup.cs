using System.Globalization;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Platform.Archive;

/// <summary>
/// Takes a backup of a running installation: first its rows in one look, then the files they name, which nobody changes. Files that are
/// stored meanwhile belong to the next backup.
/// </summary>
public sealed class TakeBackup(TakeSnapshot snapshot, ContentStore content, PlatformOptions options, NodeKey node, TimeProvider clock)
{
    private const int AtOnce = 4;
    private const string KeyFile = "keys.locked";

    /// <summary>A backup that was taken.</summary>
    /// <param name="Folder">Where it is.</param>
    /// <param name="Manifest">What it says of itself.</param>
    /// <param name="Copied">Files that no earlier backup in this place had.</param>
    public sealed record Taken(string Folder, Manifest Manifest, int Copied);

    /// <summary>Takes it.</summary>
    /// <param name="place">Where backups are kept.</param>
    /// <param name="passphrase">Locks the key folder; null leaves the keys out.</param>
    /// <param name="stop">Stops it; nothing is left that looks like a backup.</param>
    /// <exception cref="ArchiveException">There is nothing to back up, or not with this program.</exception>
    public async Task<Taken> Run(BackupPlace place, string? passphrase, CancellationToken stop = default)
    {
        var (copied, manifest) = (0, (Manifest?)null);
        var name = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture);
        var folder = await place.Make(name, async making =>
        {
            var rows = await snapshot.Run(making, node.Public, stop);
            (copied, var absent) = await Copy(making, place.Content(), stop);
            manifest = rows with { Absent = absent, Keys = await LockKeys(making, passphrase, stop) };
            await manifest.Write(making, node);
        });
        return new Taken(folder, manifest!, copied);
    }

    private async Task<(int Copied, IReadOnlyList<AbsentFile> Absent)> Copy(string folder, ContentStore to, CancellationToken stop)
    {
        var copied = 0;
        var absent = new List<AbsentFile>();
        var several = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(RowFile.Lines(Path.Combine(folder, TakeSnapshot.FileList)), several, async (sha256, cancel) =>
        {
            if (await to.Holds(sha256, cancel)) // read again: a copy that its disk has changed is taken anew
                return;
            if (await CopyOne(sha256, to, cancel) is not { } why)
                Interlocked.Increment(ref copied);
            else
                lock (absent)
                    absent.Add(new AbsentFile(sha256, why));
        });
        return (copied, [.. absent.OrderBy(file => file.Sha256, StringComparer.Ordinal)]);
    }

    // null when it is there
    private async Task<string?> CopyOne(string sha256, ContentStore to, CancellationToken stop)
    {
        try
        {
            await using var file = await content.Open(sha256, stop);
            if (to.Has(sha256))
                to.Destroy(sha256); // its bytes are not those of its name
            await to.Put(file.CopyToAsync, stop);
            return null;
        }
        catch (InvalidDataException)
        {
            return "damaged";
        }
        catch (IOException gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            if (!await snapshot.StillNamed(sha256, stop))
                return "destroyed";
            // taken out of the store when nobody named it yet: it belongs there
            return new LaidAside(options, content).PutBack(sha256) ? await CopyOne(sha256, to, stop) : "missing";
        }
    }

    // behind the rows: every key that they name is in the folder by now
    private async Task<Part?> LockKeys(string folder, string? passphrase, CancellationToken stop)
    {
        if (passphrase is null)
            return null;
        var locked = LockedKeys.Lock(Path.Combine(options.Folder, KeyFolder.Name), passphrase);
        await PrivateFile.Write(Path.Combine(folder, KeyFile), file => file.WriteAsync(locked, stop).AsTask());
        return await PrivateFile.Describe(folder, KeyFile, stop);
    }
}
