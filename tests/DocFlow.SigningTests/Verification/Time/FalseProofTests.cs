using System.Security.Cryptography;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification.Time;

/// <summary>Time-stamps and evidence that prove nothing: none makes a signature pass that would not pass without.</summary>
public sealed class FalseProofTests
{
    private TimedLetter _letter = null!;

    [SetUp]
    public void Found_an_authority() => _letter = new TimedLetter();

    [TearDown]
    public void Close_it() => _letter.Dispose();

    [Test]
    public void A_token_of_another_signature_is_a_broken_token()
    {
        byte[] other = [];
        _letter.Signed(digest => other = _letter.Token(digest));

        var one = Only(_letter.Signed(_ => other));

        Assert.That((one.Indication, one.SubIndication, one.ProvenAt),
            Is.EqualTo((Indication.Indeterminate, SubIndication.SigConstraintsFailure, (DateTimeOffset?)null)));
        Assert.That(one.Stamp!.SubIndication, Is.EqualTo(SubIndication.HashFailure));
    }

    [TestCase(40, TestName = "A_token_that_was_altered_in_front_never_passes")]
    [TestCase(400, TestName = "A_token_that_was_altered_in_a_certificate_never_passes")]
    [TestCase(-5, TestName = "A_token_whose_signature_was_altered_never_passes")]
    public void An_altered_token_never_passes(int at)
    {
        var one = Only(_letter.Signed(digest => Flipped(_letter.Token(digest), at)));

        Assert.That((one.Indication, one.Level), Is.EqualTo((Indication.Indeterminate, "PAdES-B-B")));
    }

    [Test]
    public void A_stranger_or_a_person_who_stamps_times_proves_none()
    {
        using var stranger = TimeStampAuthority.Of(TestAuthority.Instance, _letter.Clock);
        using var person = new TimeStampAuthority(_letter.Issue(TimeSpan.FromDays(9)), _letter.Clock);

        var verdicts = new[] { stranger, person }.Select(by => Only(_letter.Signed(digest => TimedLetter.Token(digest, by)))).ToList();

        Assert.That(verdicts.Select(one => (one.Indication, one.Level, one.ProvenAt)),
            Is.All.EqualTo((Indication.Indeterminate, "PAdES-B-B", (DateTimeOffset?)null)));
        Assert.That(verdicts[1].Stamp!.Reasons.Select(reason => reason.Code), Does.Contain(SubIndication.ChainConstraintsFailure));
    }

    [Test]
    public void An_authority_that_was_revoked_before_it_stamped_proves_nothing()
    {
        using var key = _letter.Issue(TimeSpan.FromDays(9));
        var authority = _letter.Authority;
        var certificate = authority.Issue(CertificateSubject.TimeStamping());
        using var revoked = new TimeStampAuthority(TestAuthority.Holder(certificate, [authority.Root]), _letter.Clock);
        authority.Revoke(certificate);
        _letter.Clock.Now += TimeSpan.FromHours(1);

        var one = Only(_letter.Signed(digest => TimedLetter.Token(digest, revoked)));

        Assert.That((one.ProvenAt, one.Level, one.Stamp!.SubIndication),
            Is.EqualTo(((DateTimeOffset?)null, "PAdES-B-B", SubIndication.Revoked)));
    }

    [Test]
    public void A_document_time_stamp_of_a_stranger_or_of_another_file_is_no_proof_and_spoils_the_verdict()
    {
        using var stranger = TimeStampAuthority.Of(TestAuthority.Instance, _letter.Clock);
        var signed = _letter.Signed();
        byte[][] twins =
        [
            _letter.DocumentStamped(signed, digest => TimedLetter.Token(digest, stranger)),
            _letter.DocumentStamped(signed, _ => _letter.Token(SHA256.HashData("another file"u8))),
        ];

        var reports = twins.Select(twin => _letter.Verify(twin, _letter.Crl)).ToList();

        Assert.That(reports.Select(report => report.Verdict), Is.EqualTo(new[] { Verdict.Undetermined, Verdict.Failed }));
        Assert.That(reports.Select(report => report.Signatures[0].ProvenAt), Is.All.Null);
    }

    [Test]
    public void A_document_time_stamp_is_nobodys_signature()
    {
        var report = _letter.Verify(_letter.DocumentStamped(HandSigned.Letter()), _letter.Crl);

        Assert.That((report.Verdict, report.Signatures.Single().Indication), Is.EqualTo((Verdict.None, Indication.TotalPassed)));
    }

    [Test]
    public void A_person_s_signature_called_a_document_time_stamp_is_malformed()
    {
        var text = System.Text.Encoding.Latin1.GetString(_letter.Signed());

        var report = _letter.Verify(PdfSurgery.Bytes(text.Replace("ETSI.CAdES.detached", "ETSI.RFC3161       ")), _letter.Crl);

        Assert.That(report.Signatures[0].SubIndication, Is.EqualTo(SubIndication.FormatFailure));
    }

    [Test]
    public void Evidence_about_another_certificate_or_of_another_authority_is_none()
    {
        using var responder = OcspResponder.Of(_letter.Authority, _letter.Clock);
        using var other = _letter.Issue(TimeSpan.FromDays(9));
        var signed = _letter.Signed();
        byte[][] twins =
        [
            TimedLetter.WithStore(signed, [TestAuthority.Crl]), TimedLetter.WithStore(signed, [], [_letter.Answer(responder, other)]),
        ];

        var reports = twins.Select(twin => _letter.Verify(twin).Signatures.Single()).ToList();

        Assert.That(reports.Select(one => one.SubIndication), Is.All.EqualTo(SubIndication.TryLater));
        Assert.That(reports.Select(one => one.Evidence), Is.All.Empty);
    }

    [Test]
    public void An_answer_in_the_document_counts_while_it_is_fresh_and_only_of_a_responder_that_was_named()
    {
        using var responder = OcspResponder.Of(_letter.Authority, _letter.Clock);
        using var stranger = new OcspResponder(_letter.Issue(TimeSpan.FromDays(9)), _letter.Authority, _letter.Clock);
        var signed = _letter.Signed();
        var (good, sworn) = (TimedLetter.WithStore(signed, [], [_letter.Answer(responder, _letter.Signer)]),
            TimedLetter.WithStore(signed, [], [_letter.Answer(stranger, _letter.Signer)]));

        var (fresh, lied) = (Only(_letter.Verify(good)), Only(_letter.Verify(sworn)));
        _letter.Clock.Now += TimeSpan.FromHours(2);
        var stale = Only(_letter.Verify(good));

        Assert.That(new[] { fresh, lied, stale }.Select(one => one.SubIndication),
            Is.EqualTo(new[] { null, SubIndication.TryLater, SubIndication.TryLater }));
    }

    private SignatureReport Only(byte[] pdf) => Only(_letter.Verify(pdf, _letter.Crl));

    private static SignatureReport Only(VerificationReport report) => report.Signatures.Single();

    private static byte[] Flipped(byte[] der, int at)
    {
        der[at < 0 ? der.Length + at : at] ^= 1;
        return der;
    }
}
