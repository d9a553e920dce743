using DocFlow.Host;
using DocFlow.Platform.Archive;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using DocFlow.Tests.Platform.Trail;

namespace DocFlow.Tests.Platform.Archive;

/// <summary>An office with rows in every table, a place for its backups, and empty installations to restore them into.</summary>
internal sealed class BackupDesk : IDisposable
{
    public const string Passphrase = "một câu dài để khóa";

    private readonly List<TestInstallation> _restored = [];
    private DateTimeOffset _now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("docflow-backups-");

    public TrailDesk Trail { get; } = new();

    public TestInstallation Office => Trail.Office;

    /// <summary>Where the backups are kept.</summary>
    public string Folder { get => field ??= Path.Combine(_place.FullName, "place"); init; }

    public BackupPlace Place => new(Folder);

    /// <summary>The office as people and programs leave it.</summary>
    public async Task Fill()
    {
        await EveryTable.Fill(Office);
        await Trail.Act();
        await Office.Database.Write(session => session.Record(Trail.Subjects[0], "not sealed yet", By.System, new { note = "chưa" }));
    }

    public async Task<TakeBackup.Taken> Take(TestInstallation? of = null, string? passphrase = Passphrase)
    {
        var office = of ?? Office;
        office.Clock.Now = _now += TimeSpan.FromSeconds(1); // a backup is named for its time
        using var key = new NodeKey(new KeyFolder(office.Options));
        var snapshot = new TakeSnapshot(office.Database, office.Options.Data, MigrationsOf(office), Rooms.All, office.Clock);
        return await new TakeBackup(snapshot, office.Content, office.Options, key, office.Clock).Run(Place, passphrase);
    }

    public Task<CheckBackup.Checked> Check(string? passphrase = Passphrase, string? signedBy = null) =>
        new CheckBackup(new RestoreRows(MigrationsOf(Office)), Office.Clock)
            .Run(new BackupPlace(Folder) { SignedBy = signedBy }, null, passphrase, NoAudit);

    public TestInstallation Empty(bool sqlite = false)
    {
        var empty = sqlite ? TestInstallation.EmptySqlite() : TestInstallation.Empty();
        empty.Clock.Now = Office.Clock.Now;
        _restored.Add(empty);
        return empty;
    }

    public Task<RestoreBackup.Restored> Restore(TestInstallation into, string? passphrase = Passphrase)
    {
        var migrations = MigrationsOf(into);
        var keys = new RestoreKeys(new KeyFolder(into.Options));
        var restore = new RestoreBackup(into.Database, migrations, new RestoreRows(migrations), keys, into.Content, into.Options);
        return restore.Run(Place, null, passphrase, NoAudit);
    }

    public static async Task<string> Why(Func<Task> act)
    {
        try
        {
            await act();
            return "";
        }
        catch (ArchiveException refused)
        {
            return refused.Refusal.Code;
        }
    }

    public void Dispose()
    {
        _restored.ForEach(one => one.Dispose());
        Trail.Dispose();
        _place.Delete(recursive: true);
    }

    private static Migrations MigrationsOf(TestInstallation office) => new(office.Database, Rooms.All);

    private static Task<IReadOnlyList<string>> NoAudit(ReadSession session) => Task.FromResult<IReadOnlyList<string>>([]);
}
