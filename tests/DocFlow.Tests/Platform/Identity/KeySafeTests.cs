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
        var restarted = new KeySafe(_site.Office.Database, new KeyFolder(_site.Office.Options), _site.Office.Clock);

        var outcome = await restarted.Open(_key, _leader, Pin, NeverTried);

        Assert.That((outcome.Refusal?.Code, outcome.Refusal?.Kind), Is.EqualTo(("key.locked", RefusalKind.Locked)));
    }

    [Test]
    public async Task A_try_is_counted_before_it_is_made_so_a_crash_gains_nothing()
    {
        var safe = _site.Services.GetRequiredService<KeySafe>();

        Assert.That(async () => await safe.Open<Pkcs12Key>(_key, _leader, Pin, (_, _) => throw new TimeoutException()), Throws.Exception);

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

    private async Task<EnrolKey.Answer> Issue(Guid? owner) => await Requests.Read<EnrolKey.Answer>(
        await Requests.Post(_administrator, "/administration/local-keys", new { ownerId = owner, pin = Pin, image = Requests.Png }));

    private Task<Outcome<OpenedKey<IKeyHolder>>> Try(Actor actor, string pin, Guid? key = null) =>
        _site.Services.GetRequiredService<KeySafe>().Open(key ?? _key, actor, pin, (bytes, typed) => Pkcs12Key.Open(bytes, typed).Key);

    private static Pkcs12Key? NeverTried(byte[] file, string pin) => throw new InvalidOperationException("The last try was made.");

    private static bool Holds(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
    }
}
