using DocFlow.Signing.LongTerm;
using DocFlow.Tests.Signing.Authority;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.LongTerm;

/// <summary>Services that are down, slow, lying or counting: the file stays at its honest level, and is raised when they return.</summary>
public sealed class ServicesAwayTests
{
    private readonly LevelDesk _desk = new();
    private byte[] _signed = [];

    [OneTimeSetUp]
    public void Sign() => _signed = _desk.Signed();

    [SetUp]
    public void Recover() => _desk.Recover();

    [OneTimeTearDown]
    public void Close() => _desk.Dispose();

    [TestCase(Mood.Down, "stamp.unreachable", "cannot be reached")]
    [TestCase(Mood.Slow, "stamp.timed-out", "did not answer in time")]
    [TestCase(Mood.RateLimited, "stamp.rate-limited", "gets too many requests")]
    [TestCase(Mood.Refusing, "stamp.refused", "SystemFailure")]
    [TestCase(Mood.WrongNonce, "stamp.untrusted", "wrong nonce")]
    [TestCase(Mood.WrongDigest, "stamp.untrusted", "wrong digest")]
    [TestCase(Mood.Expired, "stamp.untrusted", "expired")]
    [TestCase(Mood.Stranger, "stamp.untrusted", "not certified by anyone trusted")]
    public async Task Without_a_time_stamp_nothing_is_written_and_later_it_is_raised(Mood mood, string code, string reason)
    {
        _desk.Pki.StampMood = mood;

        var (refused, nothing) = await _desk.Extend(_signed, SignatureLevel.LTA, mood == Mood.Slow ? 0.2 : 60);
        _desk.Recover();
        var (raised, _) = await _desk.Extend(_signed, SignatureLevel.LTA);

        Assert.That((refused.Refusal?.Code, nothing.Length), Is.EqualTo((code, 0)));
        Assert.That(refused.Refusal?.En, Does.Contain(reason));
        Assert.That(raised.Answer.Reached, Is.EqualTo(SignatureLevel.LTA));
    }

    [TestCase(Mood.Down, "evidence.unreachable", "cannot be reached")]
    [TestCase(Mood.Slow, "evidence.timed-out", "did not answer in time")]
    [TestCase(Mood.RateLimited, "evidence.rate-limited", "gets too many requests")]
    [TestCase(Mood.Refusing, "evidence.refused", "TryLater")]
    [TestCase(Mood.WrongNonce, "evidence.untrusted", "wrong nonce")]
    [TestCase(Mood.WrongDigest, "evidence.untrusted", "nothing about the certificate")]
    [TestCase(Mood.Stranger, "evidence.untrusted", "whom the issuer allowed")]
    public async Task Without_evidence_it_stays_at_T_and_later_it_is_raised(Mood mood, string code, string reason)
    {
        (_desk.Pki.OcspMood, _desk.Pki.ListMood) = (mood, Mood.Down);

        var (stamped, pdf) = await _desk.Extend(_signed, SignatureLevel.LTA, mood == Mood.Slow ? 4 : 60);
        _desk.Recover();
        var (raised, _) = await _desk.Extend(pdf, SignatureLevel.LTA);

        Assert.That((stamped.Answer.Reached, stamped.Answer.Hindrance?.Code), Is.EqualTo((SignatureLevel.T, code)));
        Assert.That(stamped.Answer.Hindrance?.En, Does.Contain(reason));
        Assert.That(_desk.Verified(pdf), Does.StartWith("Passed").And.Contain("PAdES-B-T"));
        Assert.That(raised.Answer, Is.EqualTo(new RaisedLevel(SignatureLevel.T, SignatureLevel.LTA, null)));
    }
}
