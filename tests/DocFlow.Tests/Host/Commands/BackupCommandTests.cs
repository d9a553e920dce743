using DocFlow.Host.Commands;
using DocFlow.Platform.Archive;
using DocFlow.Tests.Platform.Trail;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

public sealed class BackupCommandTests
{
    private TrailDesk _desk = null!;

    [SetUp]
    public void Open() => _desk = new TrailDesk();

    [TearDown]
    public void Close() => _desk.Dispose();

    [TestCase("", false)]
    [TestCase("một câu dài để khóa\n", true)]
    public async Task An_empty_passphrase_file_is_no_value_and_leaves_the_keys_out(string passphrase, bool locked)
    {
        await _desk.Act();
        var (place, file) = (Path.Combine(_desk.Office.Folder, "backups"), Path.Combine(_desk.Office.Folder, "passphrase"));
        await File.WriteAllTextAsync(file, passphrase);
        string[] backup = ["backup", place, "--keys-passphrase-file", file, "--data", _desk.Office.Folder];

        var exit = await CommandTree.Create().Parse(backup).InvokeAsync();

        Assert.That(exit, Is.Zero);
        Assert.That(File.Exists(Path.Combine(new BackupPlace(place).Find(null), "keys.locked")), Is.EqualTo(locked));
    }
}
