using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Platform.Archive;

/// <summary>
/// Says whether a backup is whole, without the installation: signature, every part, every file, and its rows restored into a database that
/// is thrown away, with the trail and the registers verified there.
/// </summary>
public sealed class CheckBackup(RestoreRows rows, TimeProvider clock)
{
    /// <summary>A backup that is whole.</summary>
    /// <param name="Folder">Where it is.</param>
    /// <param name="Manifest">What it says of itself.</param>
    /// <param name="Trail">What its trail says.</param>
    public sealed record Checked(string Folder, Manifest Manifest, TrailReport Trail);

    /// <summary>Checks everything.</summary>
    /// <param name="place">Where backups are kept.</param>
    /// <param name="name">Which one; null for the latest.</param>
    /// <param name="passphrase">Opens the key folder, so that it is checked too; null leaves it locked.</param>
    /// <param name="audit">What else must hold.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="ArchiveException">It is not whole, with what is not.</exception>
    public async Task<Checked> Run(
        BackupPlace place, string? name, string? passphrase, RestoreRows.Audit audit, CancellationToken stop = default)
    {
        var folder = place.Find(name);
        var manifest = await Parts(place, folder, stop);
        if (passphrase is not null)
            OpenKeys(folder, manifest, passphrase);
        await Files(folder, manifest, place, stop);
        return new Checked(folder, manifest, await Rehearse(folder, manifest, audit, stop));
    }

    /// <summary>The manifest, once the hash of every part was found to be what it says.</summary>
    internal static async Task<Manifest> Parts(BackupPlace place, string folder, CancellationToken stop)
    {
        var manifest = await Manifest.Read(folder, stop);
        if (place.SignedBy is { } expected && !expected.Equals(manifest.SignedBy, StringComparison.OrdinalIgnoreCase))
            throw ArchiveSentences.SignedByAnother(folder, manifest.SignedBy);
        Part?[] others = [manifest.Files, manifest.Keys];
        foreach (var part in manifest.Tables.Select(table => table.File).Concat(others.OfType<Part>()))
        {
            if (!File.Exists(Path.Combine(folder, part.Path)) || await PrivateFile.Describe(folder, part.Path, stop) != part)
                throw ArchiveSentences.Damaged(folder, part.Path);
        }

        return manifest;
    }

    /// <summary>The files of the content store that a backup must have.</summary>
    internal static IAsyncEnumerable<string> FilesOf(string folder, Manifest manifest)
    {
        var absent = manifest.Absent.Select(file => file.Sha256).ToHashSet();
        return RowFile.Lines(Path.Combine(folder, manifest.Files.Path)).Where(sha256 => !absent.Contains(sha256));
    }

    private static void OpenKeys(string folder, Manifest manifest, string passphrase)
    {
        if (manifest.Keys is { } keys)
            LockedKeys.Open(File.ReadAllBytes(Path.Combine(folder, keys.Path)), passphrase);
    }

    private static async Task Files(string folder, Manifest manifest, BackupPlace place, CancellationToken stop)
    {
        var content = place.Content();
        await Parallel.ForEachAsync(FilesOf(folder, manifest), stop, async (sha256, cancel) =>
        {
            if (!await content.Holds(sha256, cancel))
                throw ArchiveSentences.Damaged(folder, $"content/{sha256[..2]}/{sha256}");
        });
    }

    private async Task<TrailReport> Rehearse(string folder, Manifest manifest, RestoreRows.Audit audit, CancellationToken stop)
    {
        var scratch = Directory.CreateTempSubdirectory("docflow-rehearsal-");
        try
        {
            using var signal = new OutboxSignal();
            var options = new DataOptions { Connection = $"Data Source={Path.Combine(scratch.FullName, "rows.db")};Pooling=false" };
            using var database = new Database(options, clock, signal);
            return await database.Write(session => rows.Run(session, folder, manifest, audit), stop);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
