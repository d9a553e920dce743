using DocFlow.Platform.Identity;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity;

public sealed class KeyFolderTests
{
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task One_lock_is_held_at_a_time()
    {
        var folder = new KeyFolder(_office.Options);
        var first = await folder.Lock(default);
        var second = folder.Lock(default);
        var early = second.IsCompleted;

        first.Dispose();
        using var got = await second;

        Assert.That(early, Is.False);
    }

    [Test]
    [Platform("Unix")]
    public void A_lock_that_cannot_be_had_for_another_reason_is_not_waited_for()
    {
        var folder = new KeyFolder(_office.Options);
        var file = Path.Combine(_office.Folder, KeyFolder.Name, "keys.lock");
        File.CreateSymbolicLink(file, file);

        Assert.That(async () => await folder.Lock(default), Throws.InstanceOf<IOException>());
    }
}
