using System.Text;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Signing.Keys;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity;

public sealed class KeySafeTests
{
    private const string Pin = "246810";
    private Site _site = null!;
    private HttpClient _administrator = null!;
    private Actor _leader = null!;
    private Guid _key;

    [SetUp]
    public async Task Open()
    {
        _site = await Site.Open();
        _administrator = await _site.Administrator();
        await _administrator.EnrolAgency();
        var leader = await _site.Person(_administrator, "lanhdao", Role.Leader);
        _leader = await Requests.Read<Actor>(await leader.GetAsync("/me"));
        _key = (await Issue(_leader.UserId)).KeyId;
    }

    [TearDown]
    public ValueTask Close() => _site.DisposeAsync();

    [Test]
    public async Task The_owner_opens_the_key_with_its_pin()
    {
        var opened = await Try(_leader, Pin);

        using var key = opened.Answer.Key;
        Assert.That(key.Certificate.Subject, Does.Contain("CN=lanhdao"));
    }

    [Test]
    public async Task A_key_is_for_its_owner_only_and_the_seal_for_those_with_the_right()
    {
        var seal = (await Issue(owner: null)).KeyId;
        var clerk = _leader with { UserId = Guid.CreateVersion7(), MaySeal = true };

        Assert.That((await Try(clerk, Pin)).Refusal?.Code, Is.EqualTo("key.not-yours"));
        Assert.That((await Try(_leader, Pin, seal)).Refusal?.Code, Is.EqualTo("key.not-yours"));
        Assert.That((await Try(clerk, Pin, seal)).Refusal, Is.Null);
    }

    [Test]
    public async Task Each_wrong_pin_says_how_many_tries_are_left()
    {
        var first = await Try(_leader, "111111");
        var second = await Try(_leader, "222222");

        Assert.That((first.Refusal?.Code, first.Refusal?.Details["triesLeft"]), Is.EqualTo(("key.pin-wrong", 3)));
        Assert.That(second.Refusal?.Details["triesLeft"], Is.EqualTo(2));
    }

    [Test]
    public async Task The_last_try_is_never_made_not_even_with_the_right_pin_or_after_a_restart()
    {
        for (var tries = 0; tries < KeySafe.LocksAt - 1; tries++)
            await Try(_leader, "111111");

        var outcome = await Restarted().Open(_key, _leader, Pin, With(NeverTried));

        Assert.That((outcome.Refusal?.Code, outcome.Refusal?.Kind), Is.EqualTo(("key.locked", RefusalKind.Locked)));
    }

    [Test]
    public async Task A_try_is_counted_before_it_is_made_so_a_crash_gains_nothing()
    {
        var safe = _site.Services.GetRequiredService<KeySafe>();

        Assert.That(async () => await safe.Open(_key, _leader, Pin, With((_, _) => throw new TimeoutException())), Throws.Exception);

        Assert.That((await Try(_leader, "111111")).Refusal?.Details["triesLeft"], Is.EqualTo(2));
    }

    [Test]
    public async Task The_right_pin_starts_the_count_again()
    {
        await Try(_leader, "111111");
        (await Try(_leader, Pin)).Answer.Key.Dispose();

        var wrong = await Try(_leader, "111111");

        Assert.That(wrong.Refusal?.Details["triesLeft"], Is.EqualTo(KeySafe.LocksAt - 2));
    }

    [Test]
    public async Task Many_right_tries_at_once_all_open()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Try(_leader, Pin)));

        Assert.That(outcomes.Select(outcome => outcome.Refusal?.Code), Is.All.Null);
    }

    [Test]
    public async Task An_administrator_lets_a_locked_key_be_tried_again()
    {
        for (var tries = 0; tries < KeySafe.LocksAt; tries++)
            await Try(_leader, "111111");

        await Requests.Post(_administrator, $"/administration/keys/{_key}/tries", new { });

        Assert.That((await Try(_leader, Pin)).Refusal, Is.Null);
    }

    [Test]
    public async Task A_new_key_takes_the_place_of_the_former_one()
    {
        var next = (await Issue(_leader.UserId)).KeyId;

        Assert.That((await Try(_leader, Pin)).Refusal?.Code, Is.EqualTo("key.unknown"));
        Assert.That((await _site.Office.Database.Read(session => SigningKey.OfPerson(session, _leader.UserId)))?.Id, Is.EqualTo(next));
    }

    [Test]
    public async Task The_pin_is_nowhere_in_the_data_folder_and_the_key_file_is_for_this_account_only()
    {
        Assume.That(_site.Office.Options.Data.Engine, Is.EqualTo("sqlite"), "a server's files are not ours to read");
        await Try(_leader, Pin);
        await Try(_leader, "135797");

        var file = Path.Combine(_site.Office.Folder, "keys", _key.ToString("N") + ".p12");
        var holding = Directory.EnumerateFiles(_site.Office.Folder, "*", SearchOption.AllDirectories)
            .Where(path => Holds(path, Pin) || Holds(path, "135797"));

        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(holding, Is.Empty);
        Assert.That(Directory.EnumerateFiles(_site.Office.Folder).Any(path => Holds(path, "pin-wrong")), "the twin: it can be found");
    }

    [Test]
    public async Task A_key_is_held_for_a_short_time_only()
    {
        (await Try(_leader, Pin)).Answer.Key.Dispose();

        var again = await Open(With(NeverTried), Pin);
        _site.Office.Clock.Now += TimeSpan.FromMinutes(6);

        Assert.That(again.Refusal, Is.Null);
        Assert.That(async () => await Open(With(NeverTried), Pin), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Each_wrong_pin_is_counted_also_while_the_key_is_held_and_lets_go_of_it()
    {
        (await Try(_leader, Pin)).Answer.Key.Dispose();

        var guesses = await Task.WhenAll(Enumerable.Range(0, 20).Select(guess => Try(_leader, $"11111{guess}")));

        Assert.That(guesses.Count(guess => guess.Refusal?.Code == "key.pin-wrong"), Is.EqualTo(KeySafe.LocksAt - 1));
        Assert.That((await Try(_leader, Pin)).Refusal?.Code, Is.EqualTo("key.locked"));
    }

    [Test]
    public async Task A_held_key_that_another_process_locked_or_retired_does_not_open()
    {
        (await Try(_leader, Pin)).Answer.Key.Dispose();
        for (var tries = 0; tries < KeySafe.LocksAt - 1; tries++)
            await Restarted().Open(_key, _leader, "111111", FileLock);
        Assert.That((await Try(_leader, Pin)).Refusal?.Code, Is.EqualTo("key.locked"));

        await Requests.Post(_administrator, $"/administration/keys/{_key}/tries", new { });
        (await Try(_leader, Pin)).Answer.Key.Dispose();
        await Requests.Post(_administrator, $"/administration/keys/{_key}/retirement", new { reason = "mất" });
        Assert.That((await Try(_leader, Pin)).Refusal?.Code, Is.EqualTo("key.unknown"));
    }

    private async Task<EnrolKey.Answer> Issue(Guid? owner) => await Requests.Read<EnrolKey.Answer>(
        await Requests.Post(_administrator, "/administration/local-keys", new { ownerId = owner, pin = Pin, image = Requests.Png }));

    private Task<Outcome<OpenedKey<Pkcs12Key>>> Try(Actor actor, string pin, Guid? key = null) =>
        _site.Services.GetRequiredService<KeySafe>().Open(key ?? _key, actor, pin, FileLock);

    private Task<Outcome<OpenedKey<Pkcs12Key>>> Open(KeyLock<Pkcs12Key> way, string pin) =>
        _site.Services.GetRequiredService<KeySafe>().Open(_key, _leader, pin, way);

    // another process: it shares the database and the folder, and holds nothing
    private KeySafe Restarted()
    {
        var (office, clock) = (_site.Office, _site.Office.Clock);
        return new KeySafe(office.Database, new KeyFolder(office.Options), new HeldKeys(office.Options, clock), clock);
    }

    private static KeyLock<Pkcs12Key> FileLock { get; } = With((bytes, typed) => Pkcs12Key.Open(bytes, typed).Key as Pkcs12Key);

    private static KeyLock<Pkcs12Key> With(Func<byte[], string, Pkcs12Key?> open) =>
        new(open, (key, secret) => new ClosedKey(key, secret).Open);

    private static Pkcs12Key? NeverTried(byte[] file, string pin) => throw new InvalidOperationException("The last try was made.");

    private static bool Holds(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
    }
}
