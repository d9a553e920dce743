using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Evidence;

public sealed class OcspAnswerTests
{
    [Test]
    public void Another_programs_answer_says_that_the_certificate_is_revoked_and_since_when()
    {
        var answer = OcspAnswer.Read(OpensslEvidence.Answer);

        var statement = answer.About(OpensslEvidence.Stamper, OpensslEvidence.Authority)!;

        var newYear = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.That((statement.Status, statement.RevokedAt), Is.EqualTo((OcspStatus.Revoked, newYear)));
        Assert.That(statement.NextUpdate - statement.ThisUpdate, Is.EqualTo(TimeSpan.FromDays(3)));
        Assert.That(answer.Nonce, Is.Not.Null);
    }

    [Test]
    public void It_is_signed_for_its_issuer_and_for_no_other()
    {
        var answer = OcspAnswer.Read(OpensslEvidence.Answer);

        Assert.That(answer.IsSignedFor(OpensslEvidence.Authority), Is.True);
        Assert.That(answer.IsSignedFor(TestAuthority.Instance.Root), Is.False);
    }

    [Test]
    public void It_does_not_speak_of_another_certificate_or_of_one_of_another_issuer()
    {
        var answer = OcspAnswer.Read(OpensslEvidence.Answer);

        Assert.That(answer.IsFor(OpensslEvidence.Authority, OpensslEvidence.Authority), Is.False);
        Assert.That(answer.IsFor(OpensslEvidence.Stamper, TestAuthority.Instance.Root), Is.False);
    }

    [Test]
    public void No_byte_of_its_words_can_be_changed_without_being_noticed()
    {
        var answer = OpensslEvidence.Answer;
        var end = answer.AsSpan().IndexOf(OpensslEvidence.Authority.RawData);

        var unnoticed = Enumerable.Range(0, end).Where(at => Holds(answer, at));

        Assert.That(unnoticed, Is.Empty);
    }

    [TestCase(3, "TryLater")]
    [TestCase(6, "Unauthorized")]
    public void A_responder_that_did_not_answer_is_told_apart(byte status, string name) =>
        Assert.That(() => OcspAnswer.Read(new byte[] { 0x30, 0x03, 0x0A, 0x01, status }),
            Throws.TypeOf<CmsMalformed>().With.Message.Contains(name));

    private static bool Holds(byte[] answer, int at)
    {
        var twin = (byte[])answer.Clone();
        twin[at] ^= 0x01;
        try
        {
            var read = OcspAnswer.Read(twin);
            return read.IsSignedFor(OpensslEvidence.Authority) && read.IsFor(OpensslEvidence.Stamper, OpensslEvidence.Authority);
        }
        catch (CmsMalformed)
        {
            return false;
        }
    }
}
