using System.Security.Cryptography;
using DocFlow.Platform.Storage;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class ContentStoreTests
{
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_file_is_kept_under_the_hash_of_its_bytes_and_read_back_the_same()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);

        var stored = await _office.Content.Put(new MemoryStream(bytes), 1_000_000);
        await using var read = await _office.Content.Open(stored.Answer.Sha256);

        Assert.That(stored.Answer.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        Assert.That(await SHA256.HashDataAsync(read), Is.EqualTo(SHA256.HashData(bytes)));
    }

    [Test]
    public async Task A_file_past_the_limit_is_refused_and_leaves_nothing_behind()
    {
        var outcome = await _office.Content.Put(new MemoryStream(new byte[1001]), 1000);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("file.too-large"));
        Assert.That(FilesLeft(), Is.Empty);
    }

    [Test]
    public void A_disk_without_room_is_told_apart_from_other_trouble_and_leaves_nothing_behind()
    {
        var full = new IOException("No space left on device", 28);

        Assert.ThrowsAsync<StorageFull>(() => _office.Content.Put(_ => Task.FromException(full)));
        Assert.ThrowsAsync<StorageFull>(() => _office.Content.Scratch(_ => Task.FromException(full)));
        Assert.ThrowsAsync<IOException>(() => _office.Content.Put(_ => Task.FromException(new IOException("torn", 5))));
        Assert.That(FilesLeft(), Is.Empty);
    }

    [Test]
    public async Task What_is_written_for_a_while_is_read_by_its_name_and_gone_once_it_is_closed()
    {
        var scratch = await _office.Content.Scratch(file => file.WriteAsync("tạm"u8.ToArray()).AsTask());
        var read = await File.ReadAllTextAsync(FilesLeft().Single());
        await scratch.DisposeAsync();

        Assert.That(read, Is.EqualTo("tạm"));
        Assert.That(FilesLeft(), Is.Empty);
    }

    [Test]
    public async Task A_file_that_the_disk_has_changed_is_not_given_out()
    {
        var stored = await _office.Content.Put(new MemoryStream([1, 2, 3]), 1000);
        await File.WriteAllBytesAsync(FilesLeft().Single(), [1, 2, 4]);

        Assert.That(async () => await _office.Content.Open(stored.Answer.Sha256), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public async Task The_same_bytes_from_many_senders_at_once_are_one_file()
    {
        var puts = Enumerable.Range(0, 20).Select(_ => Task.Run(() => _office.Content.Put(new MemoryStream(new byte[100_000]), 1_000_000)));

        var stored = await Task.WhenAll(puts);

        Assert.That(stored.Select(file => file.Answer.Sha256).Distinct().Count(), Is.EqualTo(1));
        Assert.That(FilesLeft(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task What_a_killed_upload_left_is_removed_at_start_and_a_running_one_is_not()
    {
        var old = Path.Combine(_office.Folder, "incoming", "old");
        await File.WriteAllTextAsync(old, "half a file");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-3));
        await File.WriteAllTextAsync(Path.Combine(_office.Folder, "incoming", "running"), "half a file");

        _office.Content.ForgetUnfinished(olderThan: TimeSpan.FromHours(2));

        Assert.That(FilesLeft().Select(Path.GetFileName), Is.EqualTo(new[] { "running" }));
    }

    private string[] FilesLeft() => Directory.GetFiles(Path.Combine(_office.Folder, "content"), "*", SearchOption.AllDirectories)
        .Concat(Directory.GetFiles(Path.Combine(_office.Folder, "incoming"))).ToArray();
}
