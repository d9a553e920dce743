using System.Security.Cryptography;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>Wrong PINs at a token: each counted once, none passed on that might lock it.</summary>
[NonParallelizable]
public sealed class TokenPinTests
{
    private string _counts = "";

    [SetUp]
    public void Begin() => _counts = OpensslFiles.Folder();

    [Test]
    public void A_wrong_PIN_is_refused_with_the_tries_left()
    {
        var settings = Tried(allowed: 3);

        var openings = new[] { "1111", "2222" }.Select(pin => Pkcs11Key.Open(settings, pin)).ToList();

        Assert.That(openings.Select(one => one.State), Is.All.EqualTo(KeyState.WrongPin));
        Assert.That(openings.Select(one => one.TriesLeft), Is.EqualTo(new int?[] { 2, 1 }));
        Assert.That(openings[0].Refusal!.Vi, Is.EqualTo("Sai mã PIN; còn 2 lần thử."));
    }

    [Test]
    public void After_the_last_try_allowed_not_even_the_right_PIN_reaches_the_token_and_a_restart_changes_nothing()
    {
        Pkcs11Key.Open(Tried(allowed: 2), "1111");
        Pkcs11Key.Open(Tried(allowed: 2), "2222");

        var opening = Pkcs11Key.Open(Tried(allowed: 2), SoftHsm.Pin);

        Assert.That((opening.State, opening.TriesLeft, opening.Key), Is.EqualTo((KeyState.PinLocked, 0, (IKeyHolder?)null)));
        Assert.That(opening.Refusal!.En, Does.Contain("stopped before the token locks").And.Contain(_counts));
    }

    [Test]
    public void The_right_PIN_gives_all_tries_back()
    {
        Pkcs11Key.Open(Tried(allowed: 2), "1111");
        Pkcs11Key.Open(Tried(allowed: 2), SoftHsm.Pin).Key!.Dispose();

        var opening = Pkcs11Key.Open(Tried(allowed: 2), "1111");

        Assert.That((opening.State, opening.TriesLeft), Is.EqualTo((KeyState.WrongPin, 1)));
    }

    [Test]
    public void While_a_token_is_open_a_wrong_PIN_opens_no_second_key()
    {
        var token = SoftHsm.Token(SoftHsm.Tried);
        using var first = Pkcs11Key.Open(token, SoftHsm.Pin).Key!;

        var (wrong, right) = (Pkcs11Key.Open(token, "1111"), Pkcs11Key.Open(token, SoftHsm.Pin));

        Assert.That((wrong.State, right.State), Is.EqualTo((KeyState.WrongPin, KeyState.Opened)));
        right.Key!.Dispose();
        Assert.That(first.SignDigest(SHA256.HashData("still"u8), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Is.Not.Empty);
    }

    [Test]
    public void When_the_last_key_is_closed_the_token_asks_again()
    {
        Pkcs11Key.Open(SoftHsm.Token(SoftHsm.Tried), SoftHsm.Pin).Key!.Dispose();

        var opening = Pkcs11Key.Open(SoftHsm.Token(SoftHsm.Tried), "1111");

        Assert.That((opening.State, opening.Detail), Is.EqualTo((KeyState.WrongPin, "CKR 0xA0")));
    }

    [Test]
    public void Before_a_tokens_last_try_we_stop_unless_told_outright()
    {
        var settings = SoftHsm.Token(SoftHsm.Brink);

        var (stopped, dared) = (Pkcs11Key.Open(settings, SoftHsm.Pin), Pkcs11Key.Open(settings with { DareLastTry = true }, SoftHsm.Pin));

        Assert.That((stopped.State, stopped.TriesLeft, stopped.Refusal!.Code), Is.EqualTo((KeyState.LastTry, 1, "key.last-try")));
        Assert.That(dared.State, Is.EqualTo(KeyState.Opened));
    }

    [Test]
    public void A_token_that_says_it_is_locked_is_not_tried()
    {
        var opening = Pkcs11Key.Open(SoftHsm.Token(SoftHsm.Locked), SoftHsm.Pin);

        Assert.That((opening.State, opening.TriesLeft, opening.Refusal!.Code), Is.EqualTo((KeyState.PinLocked, 0, "key.locked")));
    }

    [Test]
    public void An_empty_PIN_costs_no_try()
    {
        var opening = Pkcs11Key.Open(Tried(allowed: 2), "");

        Assert.That(opening.State, Is.EqualTo(KeyState.WrongPin));
        Assert.That(Pkcs11Key.Open(Tried(allowed: 2), "1111").TriesLeft, Is.EqualTo(1));
    }

    [Test]
    public void Tries_taken_at_once_by_many_are_each_counted()
    {
        var counts = new PinTries(_counts, allowed: 10);

        var left = Enumerable.Range(0, 30).AsParallel().WithDegreeOfParallelism(8).Select(_ => counts.Take("a token")).ToList();

        Assert.That(left.Where(one => one is not null).Order(), Is.EqualTo(Enumerable.Range(0, 10)));
    }

    private Pkcs11Settings Tried(int allowed) => SoftHsm.Token(SoftHsm.Tried) with { Tries = new PinTries(_counts, allowed) };
}
