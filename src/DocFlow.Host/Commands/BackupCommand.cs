using System.CommandLine;
using DocFlow.Platform.Archive;

namespace DocFlow.Host.Commands;

/// <summary>
/// <c>docflow backup DIR</c>, <c>docflow backup verify DIR</c> and <c>docflow restore DIR</c>: exit 0 whole, 1 not, with the reason.
/// </summary>
public static class BackupCommand
{
    private static readonly Argument<DirectoryInfo> Place = new("DIR")
    {
        Description = "folder of backups: each has its own folder in it, and they share the files of the content store",
    };

    private static readonly Option<string?> Set = new("--set") { Description = "name of the backup in DIR; the latest without it" };

    private static readonly Option<FileInfo?> Passphrase = new("--keys-passphrase-file")
    {
        Description = "file whose first line locks and opens the key folder in a backup; without it, or empty, the keys are left out",
    };

    private static readonly Option<string?> SignedBy = new("--signed-by")
    {
        Description = "fingerprint of the node key that must have signed it, as backup printed it and as it was kept outside",
    };

    /// <summary><c>backup</c>.</summary>
    public static Command Create()
    {
        var verify = new Command("verify", "Check a backup without its installation: every part, every file, and its rows by a rehearsal.")
        {
            Place, Set, Passphrase, SignedBy, Office.Folder,
        };
        verify.SetAction((parsed, stop) => Run(parsed, office => Verify(parsed, office, stop), stop));
        var backup = new Command("backup", "Back up a running installation: rows, files and (with a passphrase) keys.")
        {
            Place, Passphrase, Office.Folder, verify,
        };
        backup.SetAction((parsed, stop) => Run(parsed, office => Take(parsed, office, stop), stop));
        return backup;
    }

    /// <summary><c>restore</c>.</summary>
    public static Command CreateRestore()
    {
        var restore = new Command("restore", "Restore a backup into an empty installation, on whatever engine it is configured for.")
        {
            Place, Set, Passphrase, SignedBy, Office.Folder,
        };
        restore.SetAction((parsed, stop) => Run(parsed, office => Restore(parsed, office, stop), stop));
        return restore;
    }

    private static async Task<int> Run(ParseResult parsed, Func<Office, Task<int>> act, CancellationToken stop)
    {
        try
        {
            await using var office = await Office.Look(parsed, stop);
            return await act(office);
        }
        catch (ArchiveException refused)
        {
            await Console.Error.WriteLineAsync($"docflow: {refused.Refusal.En} ({refused.Refusal.Code})");
        }
        catch (IOException disk) // full, read-only, gone: nothing half written counts as a backup
        {
            await Console.Error.WriteLineAsync($"docflow: it was not done: {disk.Message} What was begun is not a backup.");
        }

        return 1;
    }

    private static async Task<int> Take(ParseResult parsed, Office office, CancellationToken stop)
    {
        var folder = parsed.GetValue(Office.Folder)!;
        var (place, passphrase) = (PlaceOf(parsed), await PassphraseOf(parsed, stop));
        var taken = await office.Get<TakeBackup>().Run(place, passphrase, stop);
        Console.WriteLine($"{taken.Folder}: {Summary(taken.Manifest)}; {taken.Copied} files were new in {place.Folder}.");
        Console.WriteLine(taken.Manifest.Keys is null
            ? $"The key folder is NOT in it: keep a copy of {folder.FullName}/keys elsewhere; nothing can be restored without it."
            : "The key folder is in it, locked with the passphrase: keep that elsewhere.");
        Console.WriteLine($"Signed by {taken.Manifest.SignedBy}: keep that outside too, for --signed-by.");
        return SayAbsent(taken.Manifest);
    }

    private static async Task<int> Verify(ParseResult parsed, Office office, CancellationToken stop)
    {
        var passphrase = await PassphraseOf(parsed, stop);
        var found = await office.Get<CheckBackup>().Run(PlaceOf(parsed), parsed.GetValue(Set), passphrase, RegisterCommand.Audit, stop);
        Console.WriteLine($"{found.Folder} is whole: {Summary(found.Manifest)}.");
        Console.WriteLine(parsed.GetValue(SignedBy) is null
            ? $"NOT compared: who signed it ({found.Manifest.SignedBy}). Give --signed-by with the fingerprint that was kept outside."
            : "Signed by the key that was given.");
        Console.Write(TrailCommand.Say(found.Trail));
        return SayAbsent(found.Manifest);
    }

    private static async Task<int> Restore(ParseResult parsed, Office office, CancellationToken stop)
    {
        var passphrase = await PassphraseOf(parsed, stop);
        var restore = office.Get<RestoreBackup>();
        var done = await restore.Run(PlaceOf(parsed), parsed.GetValue(Set), passphrase, RegisterCommand.Audit, stop);
        Console.WriteLine($"Restored {done.Folder}: {Summary(done.Manifest)}. Everyone signs in anew; unfinished messages are sent again.");
        return SayAbsent(done.Manifest);
    }

    private static string Summary(Manifest manifest) =>
        $"{manifest.Tables.Sum(table => table.Rows)} rows of {manifest.Tables.Count} tables and {manifest.FileCount} files "
        + $"as they were at {manifest.TakenAt:u} on {manifest.Engine}, trail root {manifest.Trail?.Number ?? 0}";

    private static int SayAbsent(Manifest manifest)
    {
        foreach (var (sha256, why) in manifest.Absent)
            Console.WriteLine($"{(why == "destroyed" ? "Destroyed by an act meanwhile" : "NOT in the backup, " + why)}: {sha256}");
        return manifest.Absent.All(file => file.Why == "destroyed") ? 0 : 1;
    }

    private static BackupPlace PlaceOf(ParseResult parsed) =>
        new(parsed.GetValue(Place)!.FullName) { SignedBy = parsed.GetValue(SignedBy) };

    // as with every secret, an empty file is no value
    private static async Task<string?> PassphraseOf(ParseResult parsed, CancellationToken stop) =>
        parsed.GetValue(Passphrase) is { } file && await File.ReadAllLinesAsync(file.FullName, stop) is [{ Length: > 0 } first, ..]
            ? first
            : null;
}
