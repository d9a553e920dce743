using System.Security.Cryptography;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Platform.Archive;

/// <summary>
/// Makes an empty installation what a backup says, on whatever engine it is configured for: keys and files first, then all rows in one
/// transaction. Killed at any moment it is begun again with the same command; until it has ended, the installation does not start.
/// </summary>
public sealed class RestoreBackup(
    Database database, Migrations migrations, RestoreRows rows, RestoreKeys keys, ContentStore content, PlatformOptions options)
{
    /// <summary>An installation that was restored.</summary>
    /// <param name="Folder">The backup.</param>
    /// <param name="Manifest">What it says of itself.</param>
    /// <param name="Trail">What its trail says.</param>
    public sealed record Restored(string Folder, Manifest Manifest, TrailReport? Trail);

    /// <summary>Restores.</summary>
    /// <param name="place">Where backups are kept.</param>
    /// <param name="name">Which one; null for the latest.</param>
    /// <param name="passphrase">Opens the key folder, unless it has been put into the data folder already.</param>
    /// <param name="audit">What must hold of the rows before they are kept.</param>
    /// <param name="stop">Stops it; it can be begun again.</param>
    /// <exception cref="ArchiveException">The installation is not empty, or the backup is not whole.</exception>
    public async Task<Restored> Run(
        BackupPlace place, string? name, string? passphrase, RestoreRows.Audit audit, CancellationToken stop = default)
    {
        var folder = place.Find(name);
        var manifest = await CheckBackup.Parts(place, folder, stop);
        var act = await ActOf(folder, stop);
        var ended = await HasEnded(act, stop);
        RestoreMark.Begin(options.Folder, folder);
        await keys.Run(folder, manifest, passphrase, stop);
        await Copy(folder, manifest, place, stop);
        var trail = ended ? null : await database.Write(session => Fill(session, folder, manifest, act, audit), stop);
        await migrations.Apply(stop: stop);
        RestoreMark.End(options.Folder);
        return new Restored(folder, manifest, trail);
    }

    // the restore of one backup is one subject of the trail: so a second try knows that the first got as far as the rows
    private static async Task<Guid> ActOf(string folder, CancellationToken stop) =>
        new(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, Manifest.File), stop)).AsSpan(0, 16));

    private Task<bool> HasEnded(Guid act, CancellationToken stop) => database.Read(async session =>
    {
        if (await session.One<long>(session.Dialect.TableExists, new { Table = "platform_migration" }) == 0)
            return false;
        if (!RestoreMark.Is(options.Folder) || await session.One<long>(Acts, new { Act = act }) == 0)
            throw ArchiveSentences.NotEmpty($"{options.Data.Engine} {options.Folder}");
        return true;
    }, stop);

    private async Task Copy(string folder, Manifest manifest, BackupPlace place, CancellationToken stop)
    {
        var from = place.Content();
        await Parallel.ForEachAsync(CheckBackup.FilesOf(folder, manifest), stop, async (sha256, cancel) =>
        {
            if (await content.Holds(sha256, cancel))
                return;
            if (!await from.Holds(sha256, cancel))
                throw ArchiveSentences.Damaged(folder, $"content/{sha256[..2]}/{sha256}");
            if (content.Has(sha256))
                content.Destroy(sha256); // its bytes are not those of its name
            await using var file = await from.Open(sha256, cancel);
            await content.Put(file.CopyToAsync, cancel);
        });
    }

    private async Task<TrailReport> Fill(Session session, string folder, Manifest manifest, Guid act, RestoreRows.Audit audit)
    {
        var trail = await rows.Run(session, folder, manifest, audit);
        await session.Execute(EndSessions, new { Stamp = Guid.CreateVersion7(session.Now) });
        await session.Execute(BusSetup.ForgetClaims, new { session.Now });
        await session.Record(act, "restored", By.Console, new { manifest.TakenAt, manifest.Engine, Root = manifest.Trail?.Hash });
        return trail;
    }

    private const string Acts = """
        select count(*)
        from trail_entry
        where subject_id = @Act
        """;

    // a sign-in that was ended after the backup must not come back with it
    private const string EndSessions = """
        update identity_user
        set session_stamp = @Stamp
        """;
}
