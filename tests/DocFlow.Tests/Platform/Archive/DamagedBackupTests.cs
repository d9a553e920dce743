using System.IO.Compression;
using System.Text;
using DocFlow.Platform.Archive;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Archive;

public sealed class DamagedBackupTests
{
    private BackupDesk _desk = null!;
    private TakeBackup.Taken _taken = null!;

    [SetUp]
    public async Task Take()
    {
        _desk = new BackupDesk();
        await _desk.Fill();
        _taken = await _desk.Take();
    }

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task A_whole_backup_is_checked_without_its_installation()
    {
        var found = await _desk.Check();

        Assert.That(found.Manifest.Tables.Single(table => table.Name == "workflow_case").Rows, Is.EqualTo(EveryTable.Rows));
        Assert.That(found.Trail.Entries, Is.EqualTo(7));
    }

    [TestCase("rows/workflow_case.jsonl.gz")]
    [TestCase("files.gz")]
    [TestCase("keys.locked")]
    [TestCase("manifest.json")]
    [TestCase("manifest.sig")]
    public async Task One_changed_byte_anywhere_is_found_before_anything_is_restored(string part)
    {
        Flip(Path.Combine(_taken.Folder, part));
        var into = _desk.Empty();

        Assert.That(await BackupDesk.Why(() => _desk.Check()), Is.EqualTo("backup.damaged"));
        Assert.That(await BackupDesk.Why(() => _desk.Restore(into)), Is.EqualTo("backup.damaged"));
        Assert.That(RestoreMark.Why(into.Folder), Is.Null);
    }

    [TestCase("rows/workflow_case.jsonl.gz", "backup.damaged")]
    [TestCase("files.gz", "backup.damaged")]
    [TestCase("manifest.sig", "backup.damaged")]
    [TestCase("manifest.json", "backup.none")]
    public async Task A_missing_part_is_found(string part, string code)
    {
        File.Delete(Path.Combine(_taken.Folder, part));

        Assert.That(await BackupDesk.Why(() => _desk.Check()), Is.EqualTo(code));
        Assert.That(await BackupDesk.Why(() => _desk.Restore(_desk.Empty())), Is.EqualTo(code));
    }

    [Test]
    public async Task A_row_that_was_taken_out_is_found()
    {
        var file = Path.Combine(_taken.Folder, "rows/workflow_case.jsonl.gz");
        var lines = Unpack(file).Split('\n');
        Pack(file, string.Join('\n', lines.Skip(1)));

        Assert.That(await BackupDesk.Why(() => _desk.Check()), Is.EqualTo("backup.damaged"));
    }

    [Test]
    public async Task A_manifest_that_says_something_else_has_a_signature_that_does_not_fit()
    {
        var file = Path.Combine(_taken.Folder, Manifest.File);
        var said = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, said.Replace("\"rows\": 3", "\"rows\": 2", StringComparison.Ordinal));

        Assert.That(await BackupDesk.Why(() => _desk.Check()), Is.EqualTo("backup.damaged"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_file_of_the_content_store_that_is_gone_or_changed_is_found(bool gone)
    {
        var file = Directory.EnumerateFiles(Path.Combine(_desk.Place.Folder, "content"), "*", SearchOption.AllDirectories).Single();
        if (gone)
            File.Delete(file);
        else
            Flip(file);

        Assert.That(await BackupDesk.Why(() => _desk.Check()), Is.EqualTo("backup.damaged"));
    }

    [Test]
    public async Task A_copied_file_that_its_disk_changed_is_taken_anew_by_the_next_backup()
    {
        Flip(Directory.EnumerateFiles(Path.Combine(_desk.Place.Folder, "content"), "*", SearchOption.AllDirectories).Single());

        var next = await _desk.Take();

        Assert.That(next.Copied, Is.EqualTo(1));
        Assert.That(await BackupDesk.Why(() => _desk.Check()), Is.Empty);
    }

    [Test]
    public async Task A_backup_that_another_installation_signed_is_told_apart_by_the_fingerprint_kept_outside()
    {
        var own = _taken.Manifest.SignedBy;
        var other = own.Replace(own[0], own[0] == 'a' ? 'b' : 'a');

        Assert.That(await BackupDesk.Why(() => _desk.Check(signedBy: own)), Is.Empty);
        Assert.That(await BackupDesk.Why(() => _desk.Check(signedBy: other)), Is.EqualTo("backup.signed-by-another"));
    }

    [Test]
    public async Task A_restore_that_met_a_damaged_file_leaves_no_rows_and_an_office_that_does_not_start_and_is_begun_again()
    {
        var file = Directory.EnumerateFiles(Path.Combine(_desk.Place.Folder, "content"), "*", SearchOption.AllDirectories).Single();
        Flip(file);
        var into = _desk.Empty();
        var first = await BackupDesk.Why(() => _desk.Restore(into));
        var blocked = RestoreMark.Why(into.Folder);
        Flip(file);
        await _desk.Restore(into);

        Assert.That(first, Is.EqualTo("backup.damaged"));
        Assert.That(blocked, Does.Contain("docflow restore").And.Contain(_desk.Place.Folder));
        Assert.That(RestoreMark.Why(into.Folder), Is.Null);
    }

    [Test]
    public async Task A_restore_killed_after_its_rows_were_kept_is_ended_by_the_same_command()
    {
        var into = _desk.Empty();
        await _desk.Restore(into);
        await File.WriteAllTextAsync(Path.Combine(into.Folder, "restoring"), _taken.Folder);
        var again = await _desk.Restore(into);

        Assert.That(again.Trail, Is.Null);
        Assert.That(RestoreMark.Why(into.Folder), Is.Null);
    }

    [Test]
    public async Task A_file_that_is_missing_from_the_store_is_named_by_the_backup_and_one_destroyed_by_an_act_is_not_named()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_desk.Place.Folder, "content"), "*", SearchOption.AllDirectories))
            File.Delete(file);
        _desk.Office.Content.Destroy(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(EveryTable.File)));
        var taken = await _desk.Take();

        Assert.That(taken.Manifest.Absent.Single().Why, Is.EqualTo("missing"));
        Assert.That(await BackupDesk.Why(() => _desk.Check()), Is.Empty);
    }

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static string Unpack(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static void Pack(string file, string text)
    {
        using var packed = new StreamWriter(new GZipStream(File.Create(file), CompressionMode.Compress));
        packed.Write(text);
    }
}
