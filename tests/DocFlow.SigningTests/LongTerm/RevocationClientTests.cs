using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.LongTerm;
using DocFlow.Tests.Signing.Authority;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.LongTerm;

public sealed class RevocationClientTests
{
    private readonly TestClock _clock = new() { Now = TimeProvider.System.GetUtcNow() };
    private readonly HttpClient _http = ServiceHttp.Create();
    private readonly DevelopmentPki _pki = new();
    private readonly X509Certificate2 _person;

    public RevocationClientTests() => _person = _pki.Person("Trần Thị Bình").Certificate;

    private X509Certificate2 Root => _pki.Authority.Root;

    [SetUp]
    public void Recover()
    {
        (_pki.OcspMood, _pki.ListMood, _clock.Now) = (Mood.Well, Mood.Well, TimeProvider.System.GetUtcNow());
        _pki.Asked.Clear();
    }

    [OneTimeTearDown]
    public void Close()
    {
        _http.Dispose();
        _pki.Dispose();
    }

    [Test]
    public async Task The_responder_is_asked_first_and_its_answer_kept_until_its_next_update()
    {
        var client = Client();

        var (first, second) = (await Find(client), await Find(client));
        _clock.Now += TimeSpan.FromMinutes(58);
        await Find(client);

        Assert.That((first.OcspAnswer, first.RevokedAt), Is.EqualTo((second.OcspAnswer, null as DateTimeOffset?)));
        Assert.That(first.Responder?.Subject, Does.Contain("OCSP"));
        Assert.That(_pki.Asked, Is.EqualTo(new[] { "ocsp" }));
    }

    [Test]
    public async Task An_answer_older_than_what_it_is_to_prove_is_not_taken_from_the_cache()
    {
        var client = Client();
        await Find(client);

        await client.Find(_person, Root, _clock.Now.AddMinutes(1), default);

        Assert.That(_pki.Asked, Is.EqualTo(new[] { "ocsp", "ocsp" }));
    }

    [TestCase(Mood.Down)]
    [TestCase(Mood.Refusing)]
    [TestCase(Mood.WrongNonce)]
    [TestCase(Mood.Stranger)]
    public async Task The_list_helps_where_the_responder_does_not(Mood mood)
    {
        _pki.OcspMood = mood;

        var evidence = await Find(Client());

        Assert.That((evidence.OcspAnswer, evidence.RevocationList?.Length > 0), Is.EqualTo((null as byte[], true)));
        Assert.That(_pki.Asked, Is.EqualTo(new[] { "ocsp", "ca.crl" }));
    }

    [TestCase(Mood.Down, "evidence.unreachable", "cannot be reached")]
    [TestCase(Mood.Slow, "evidence.timed-out", "did not answer in time")]
    [TestCase(Mood.RateLimited, "evidence.rate-limited", "gets too many requests")]
    [TestCase(Mood.BrokenInside, "evidence.refused", "HTTP 500")]
    [TestCase(Mood.Refusing, "evidence.refused", "TryLater")]
    [TestCase(Mood.WrongNonce, "evidence.untrusted", "wrong nonce")]
    [TestCase(Mood.WrongDigest, "evidence.untrusted", "nothing about the certificate")]
    [TestCase(Mood.WrongSignature, "evidence.untrusted", "cannot be believed")]
    [TestCase(Mood.Stranger, "evidence.untrusted", "whom the issuer allowed")]
    [TestCase(Mood.Garbage, "evidence.untrusted", "not well-formed")]
    public async Task Each_trouble_is_told_as_what_it_is(Mood mood, string code, string reason)
    {
        (_pki.OcspMood, _pki.ListMood) = (mood, Mood.Down);

        var refusal = (await Client(mood).Find(_person, Root, DateTimeOffset.MinValue, default)).Refusal;

        Assert.That(refusal?.Code, Is.EqualTo(code), refusal?.En);
        Assert.That(refusal?.En, Does.Contain(reason));
    }

    [Test]
    public async Task What_is_revoked_is_known_from_either()
    {
        var revoked = _pki.Person("Người Bị Thu Hồi").Certificate;
        _pki.Authority.Revoke(revoked);

        var byResponder = (await Client().Find(revoked, Root, DateTimeOffset.MinValue, default)).Answer;
        _pki.OcspMood = Mood.Down;
        var byList = (await Client().Find(revoked, Root, DateTimeOffset.MinValue, default)).Answer;

        Assert.That(byResponder.RevokedAt, Is.Not.Null.And.EqualTo(byList.RevokedAt));
    }

    [Test]
    public async Task A_certificate_that_names_no_place_has_none()
    {
        using var key = TestAuthority.Person("Lê Văn An");

        var refusal = (await Client().Find(key.Certificate, TestAuthority.Instance.Root, DateTimeOffset.MinValue, default)).Refusal;

        Assert.That(refusal?.Code, Is.EqualTo("evidence.none-published"));
    }

    [Test]
    public async Task A_list_at_hand_needs_no_network()
    {
        var client = new RevocationClient(_http, new(), _clock) { Lists = [File.ReadAllBytes(_pki.Authority.CrlFile)] };

        var evidence = await Find(client);

        Assert.That((evidence.RevocationList, _pki.Asked), Is.EqualTo((File.ReadAllBytes(_pki.Authority.CrlFile), new List<string>())));
    }

    [Test]
    public async Task The_issuer_is_found_where_the_certificate_says() =>
        Assert.That((await Client().Issuer(_person, default))?.RawData, Is.EqualTo(Root.RawData));

    private RevocationClient Client(Mood mood = Mood.Well) =>
        new(_http, new() { TimeLimit = TimeSpan.FromSeconds(mood == Mood.Slow ? 0.2 : 60) }, _clock);

    private async Task<RevocationEvidence> Find(RevocationClient client) =>
        (await client.Find(_person, Root, DateTimeOffset.MinValue, default)).Answer;
}
