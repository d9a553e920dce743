using DocFlow.Platform.Archive;
using DocFlow.Platform.Trail;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Archive;

public sealed class BackupTests
{
    // what a restore begins anew; everything else is as it was
    private static readonly string[] Anew = ["identity_user", "outbox_message", "trail_entry"];

    private BackupDesk _desk = null!;

    [SetUp]
    public Task Open() => (_desk = new BackupDesk()).Fill();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task What_goes_to_another_engine_and_comes_back_is_what_went()
    {
        var first = await _desk.Take();
        var elsewhere = _desk.Empty(sqlite: true);
        await _desk.Restore(elsewhere);
        var second = await _desk.Take(elsewhere);
        var home = _desk.Empty();
        await _desk.Restore(home);
        var third = await _desk.Take(home);

        Assert.That(Held(second), Is.EqualTo(Held(first)));
        Assert.That(Held(third), Is.EqualTo(Held(first)));
        Assert.That(first.Manifest.Tables.Select(table => table.Rows), Has.All.GreaterThan(0));
        Assert.That(home.Content.Has(Sha256OfTheFile), Is.True);
    }

    [Test]
    public async Task A_restored_trail_is_proved_by_the_root_that_the_backup_named()
    {
        var taken = await _desk.Take();
        var restored = await _desk.Restore(_desk.Empty());

        Assert.That(restored.Trail!.Verdict, Is.EqualTo(TrailVerdict.Proved));
        Assert.That(restored.Trail.LastRoot!.Hash, Is.EqualTo(taken.Manifest.Trail!.Hash));
        Assert.That(restored.Trail.Unsealed, Is.EqualTo(1));
    }

    [Test]
    public async Task A_restore_ends_all_sessions_sends_unfinished_messages_again_and_says_so_in_the_trail()
    {
        await _desk.Office.Database.Write(session => session.Execute("update outbox_message set finished_at = null, failed_at = null"));
        await _desk.Take();
        var home = _desk.Empty();
        await _desk.Restore(home);

        var later = await home.Database.Read(session => session.One<long>(
            "select count(*) from outbox_message where due_at > @Now", new { home.Clock.Now }));
        var stamps = await home.Database.Read(session => session.List<Guid>("select session_stamp from identity_user"));
        var acts = await home.Database.Read(session => session.List<string>("select act from trail_entry where actor = 'console'"));
        Assert.That(later, Is.Zero);
        Assert.That(stamps.Distinct().Single(), Is.Not.EqualTo(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9])));
        Assert.That(acts, Is.EqualTo(new[] { "restored" }));
    }

    [Test]
    public async Task Only_an_empty_installation_takes_a_backup()
    {
        await _desk.Take();

        Assert.That(await BackupDesk.Why(() => _desk.Restore(_desk.Office)), Is.EqualTo("restore.not-empty"));
        Assert.That(RestoreMark.Why(_desk.Office.Folder), Is.Null);
    }

    [Test]
    public async Task A_second_backup_in_a_place_copies_only_new_files()
    {
        var first = await _desk.Take();
        var added = await _desk.Office.Content.Put(stream => stream.WriteAsync("mới"u8.ToArray()).AsTask());
        await _desk.Office.Database.Write(session => session.Execute(
            "update dispatch_delivery set packet_sha256 = @Sha256 where sends = 1", new { added.Sha256 }));
        var second = await _desk.Take();

        Assert.That((first.Copied, second.Copied), Is.EqualTo((1, 1)));
        Assert.That(second.Manifest.FileCount, Is.EqualTo(2));
        Assert.That(_desk.Place.Names, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Keys_travel_only_under_their_passphrase_and_are_compared_where_they_are_brought_by_hand()
    {
        using var busy = await new DocFlow.Platform.Identity.KeyFolder(_desk.Office.Options).Lock(default);
        await _desk.Take(passphrase: null);
        var (without, wrong, by_hand) = (_desk.Empty(), _desk.Empty(), _desk.Empty());
        var missing = await BackupDesk.Why(() => _desk.Restore(without));
        Directory.CreateDirectory(Path.Combine(by_hand.Folder, "keys"));
        File.Copy(Path.Combine(_desk.Office.Folder, "keys", "trail-node.pem"), Path.Combine(by_hand.Folder, "keys", "trail-node.pem"));
        await _desk.Restore(by_hand);
        await _desk.Take();

        Assert.That(missing, Is.EqualTo("restore.keys-missing"));
        Assert.That(await BackupDesk.Why(() => _desk.Restore(wrong, "nhầm")), Is.EqualTo("backup.passphrase-wrong"));
        Assert.That(await BackupDesk.Why(() => _desk.Restore(wrong, null)), Is.EqualTo("backup.passphrase-missing"));
    }

    private static string Sha256OfTheFile =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(EveryTable.File));

    private static IEnumerable<(string, long, string)> Held(TakeBackup.Taken taken) => taken.Manifest.Tables
        .Where(table => !Anew.Contains(table.Name))
        .Select(table => (table.Name, table.Rows, table.Sum));
}
