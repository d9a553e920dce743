using System.Diagnostics;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Archive;

/// <summary>A backup on a disk that is full before it is whole; a small disk in memory, which only root can make.</summary>
[Platform("Linux")]
public sealed class FullDiskTests
{
    private string _disk = "";

    [SetUp]
    public void Mount()
    {
        _disk = Directory.CreateTempSubdirectory("docflow-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", _disk) != 0)
            Assert.Ignore("Only root can mount a small disk.");
    }

    [TearDown]
    public void Unmount()
    {
        Run("umount", _disk);
        Directory.Delete(_disk);
    }

    [Test]
    public async Task A_full_disk_is_said_and_nothing_there_looks_like_a_backup()
    {
        using var desk = new BackupDesk { Folder = Path.Combine(_disk, "place") };
        await desk.Fill();

        Assert.That(async () => await desk.Take(), Throws.InstanceOf<IOException>().With.Message.Contains("No space left on device"));
        Assert.That(await BackupDesk.Why(() => desk.Check()), Is.EqualTo("backup.none"));
        Assert.That(Directory.EnumerateDirectories(desk.Folder).Select(Path.GetFileName), Is.SubsetOf(new[] { "content", "incoming" }));
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
