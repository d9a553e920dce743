using System.Security.Cryptography;
using DocFlow.Signing;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.LongTerm;
using DocFlow.Tests.Signing.Authority;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.LongTerm;

public sealed class TimeStampClientTests
{
    private static readonly byte[] Digest = SHA256.HashData("what is to be stamped"u8);

    private readonly TestClock _clock = new() { Now = TimeProvider.System.GetUtcNow() };
    private readonly HttpClient _http = ServiceHttp.Create();
    private readonly DevelopmentPki _pki = new();

    [SetUp]
    public void Recover()
    {
        (_pki.StampMood, _clock.Now) = (Mood.Well, TimeProvider.System.GetUtcNow());
        _pki.Asked.Clear();
    }

    [OneTimeTearDown]
    public void Close()
    {
        _http.Dispose();
        _pki.Dispose();
    }

    [Test]
    public async Task A_digest_is_stamped_by_the_authority_that_is_trusted()
    {
        var token = (await Client().Stamp(Digest, HashAlgorithmName.SHA256, default)).Answer;

        Assert.That((token.Covers(Digest), token.IsSignedBySigner), Is.EqualTo((true, true)));
        Assert.That(TimeStampToken.Read(token.Encoded).SerialNumber.ToArray(), Is.EqualTo(token.SerialNumber.ToArray()));
    }

    [TestCase(Mood.Down, "stamp.unreachable", "cannot be reached")]
    [TestCase(Mood.Slow, "stamp.timed-out", "did not answer in time")]
    [TestCase(Mood.RateLimited, "stamp.rate-limited", "gets too many requests")]
    [TestCase(Mood.BrokenInside, "stamp.refused", "HTTP 500")]
    [TestCase(Mood.Refusing, "stamp.refused", "SystemFailure: out of order")]
    [TestCase(Mood.WrongNonce, "stamp.untrusted", "wrong nonce")]
    [TestCase(Mood.WrongDigest, "stamp.untrusted", "wrong digest")]
    [TestCase(Mood.WrongSignature, "stamp.untrusted", "wrong signature")]
    [TestCase(Mood.WrongPurpose, "stamp.untrusted", "not for time-stamping")]
    [TestCase(Mood.WrongTime, "stamp.untrusted", "wrong time")]
    [TestCase(Mood.Expired, "stamp.untrusted", "expired")]
    [TestCase(Mood.Stranger, "stamp.untrusted", "not certified by anyone trusted")]
    [TestCase(Mood.Garbage, "stamp.untrusted", "RFC 3161")]
    [TestCase(Mood.Endless, "stamp.untrusted", "more than an answer can be")]
    public async Task Each_trouble_is_told_as_what_it_is(Mood mood, string code, string reason)
    {
        _pki.StampMood = mood;

        var limit = TimeSpan.FromSeconds(mood == Mood.Slow ? 0.2 : 60);
        var refusal = (await Client(new() { TimeLimit = limit }).Stamp(Digest, HashAlgorithmName.SHA256, default)).Refusal;

        Assert.That(refusal?.Code, Is.EqualTo(code), refusal?.En);
        Assert.That(refusal?.En, Does.Contain(reason));
    }

    [Test]
    public async Task A_policy_that_the_authority_does_not_have_is_refused_by_it()
    {
        var client = new TimeStampClient([new TimeStampService(_pki.Stamping) { Policy = "1.2.3" }], [], _http, _clock);

        var refusal = (await client.Stamp(Digest, HashAlgorithmName.SHA256, default)).Refusal;

        Assert.That(refusal?.En, Does.Contain("UnacceptedPolicy"));
    }

    [Test]
    public async Task The_next_authority_helps_where_the_first_is_away()
    {
        var nobody = new TimeStampService(new Uri("http://127.0.0.1:1/tsa"));
        var client = new TimeStampClient([nobody, new TimeStampService(_pki.Stamping)], [_pki.Authority.Root], _http, _clock);

        var token = await client.Stamp(Digest, HashAlgorithmName.SHA256, default);

        Assert.That(token.Refusal, Is.Null);
    }

    [Test]
    public async Task A_service_that_wants_to_be_left_alone_is_not_asked_before_its_time()
    {
        var client = Client();
        _pki.StampMood = Mood.RateLimited;
        await client.Stamp(Digest, HashAlgorithmName.SHA256, default);
        _pki.StampMood = Mood.Well;

        var soon = (await client.Stamp(Digest, HashAlgorithmName.SHA256, default)).Refusal;
        _clock.Now += TimeSpan.FromSeconds(121);
        var later = await client.Stamp(Digest, HashAlgorithmName.SHA256, default);

        Assert.That((soon?.Code, later.Refusal, _pki.Asked.Count), Is.EqualTo(("stamp.rate-limited", (SigningRefusal?)null, 2)));
        Assert.That(soon!.En, Does.Contain("come back at"));
    }

    [Test]
    public async Task A_service_that_fails_again_and_again_is_left_alone_and_tried_later()
    {
        var client = Client(new ServiceLimits { FailuresToRest = 3 });
        _pki.StampMood = Mood.Down;
        for (var i = 0; i < 5; i++)
            await client.Stamp(Digest, HashAlgorithmName.SHA256, default);
        _pki.StampMood = Mood.Well;

        var resting = (await client.Stamp(Digest, HashAlgorithmName.SHA256, default)).Refusal;
        _clock.Now += TimeSpan.FromSeconds(61);
        var later = await client.Stamp(Digest, HashAlgorithmName.SHA256, default);

        Assert.That((resting?.Code, later.Refusal, _pki.Asked.Count), Is.EqualTo(("stamp.unreachable", (SigningRefusal?)null, 4)));
    }

    [Test]
    public async Task No_more_is_asked_than_the_budget_allows()
    {
        var client = Client(new ServiceLimits { AsksPerMinute = 2 });
        for (var i = 0; i < 3; i++)
            await client.Stamp(Digest, HashAlgorithmName.SHA256, default);

        var over = (await client.Stamp(Digest, HashAlgorithmName.SHA256, default)).Refusal;
        _clock.Now += TimeSpan.FromSeconds(31);
        var refilled = await client.Stamp(Digest, HashAlgorithmName.SHA256, default);

        Assert.That((over?.Code, refilled.Refusal, _pki.Asked.Count), Is.EqualTo(("stamp.rate-limited", (SigningRefusal?)null, 3)));
    }

    private TimeStampClient Client(ServiceLimits? limits = null) =>
        new([new TimeStampService(_pki.Stamping) { Limits = limits ?? new() }], [_pki.Authority.Root], _http, _clock);
}
