using DocFlow.Signing.Authority;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification.Time;

/// <summary>The same signature, years later: what a proof of its time is worth, and what nothing can replace.</summary>
public sealed class LongTermTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private TimedLetter _letter = null!;

    [SetUp]
    public void Found_an_authority() => _letter = new TimedLetter();

    [TearDown]
    public void Close_it() => _letter.Dispose();

    [Test]
    public void A_time_stamp_of_the_signature_makes_it_level_T_and_proves_its_time()
    {
        var stamped = _letter.Clock.Now;

        var one = Only(_letter.Verify(_letter.Stamped(), _letter.Crl));

        Assert.That((one.Indication, one.Level), Is.EqualTo((Indication.TotalPassed, "PAdES-B-T")), Reasons(one));
        Assert.That((one.ProvenAt!.Value - stamped).Duration(), Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(one.Stamp!.Indication, Is.EqualTo(Indication.TotalPassed));
        Assert.That(one.TrustLine.Vietnamese, Does.Contain("dấu thời gian"));
    }

    [Test]
    public void A_revocation_after_the_proof_does_not_touch_the_signature_and_one_before_does()
    {
        var (early, late) = (_letter.Stamped(), Late);
        Forward(Day);
        _letter.Authority.Revoke(_letter.Signer.Certificate);
        Forward(Day);

        var verdicts = new[] { early, late() }.Select(pdf => Only(_letter.Verify(pdf, _letter.Crl))).ToList();

        Assert.That(verdicts.Select(one => (one.Indication, one.SubIndication)), Is.EqualTo(new[]
        {
            (Indication.TotalPassed, (string?)null), (Indication.TotalFailed, SubIndication.Revoked),
        }));
        Assert.That(Reasons(verdicts[0]), Does.Contain("after signing"));
    }

    [Test]
    public void Without_a_proof_the_same_revocation_leaves_it_open()
    {
        var plain = _letter.Signed();
        Forward(Day);
        _letter.Authority.Revoke(_letter.Signer.Certificate);
        Forward(Day);

        var one = Only(_letter.Verify(plain, _letter.Crl));

        Assert.That((one.Indication, one.SubIndication), Is.EqualTo((Indication.Indeterminate, SubIndication.RevokedNoPoe)));
    }

    [Test]
    public void A_certificate_may_end_after_the_proof_when_the_evidence_was_kept()
    {
        var kept = TimedLetter.WithStore(_letter.Stamped(), [_letter.Crl]);
        var (stamped, plain) = (_letter.Stamped(), _letter.Signed());
        Forward(400 * Day);

        var verdicts = new[] { kept, stamped, plain }.Select(pdf => Only(_letter.Verify(pdf, _letter.Crl))).ToList();

        Assert.That(verdicts.Select(one => one.SubIndication),
            Is.EqualTo(new[] { null, SubIndication.TryLater, SubIndication.OutOfBoundsNoPoe }), Reasons(verdicts[0]));
        Assert.That(verdicts[0].Level, Is.EqualTo("PAdES-B-LT"));
    }

    [Test]
    public void A_document_time_stamp_over_the_evidence_is_level_LTA_and_reported_as_what_it_is()
    {
        var pdf = _letter.DocumentStamped(TimedLetter.WithStore(_letter.Stamped(), [_letter.Crl]));

        var report = _letter.Verify(pdf, _letter.Crl);

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed), VerificationText.Plain(report));
        Assert.That(report.Signatures.Select(one => (one.Kind, one.Level)), Is.EqualTo(new[]
        {
            (SignatureKind.Approval, "PAdES-B-LTA"), (SignatureKind.DocumentTimeStamp, "RFC3161"),
        }));
    }

    [Test]
    public void A_document_time_stamp_alone_proves_the_time_of_what_it_covers()
    {
        var pdf = _letter.DocumentStamped(_letter.Signed());
        Forward(Day);
        _letter.Authority.Revoke(_letter.Signer.Certificate);
        Forward(Day);

        var report = _letter.Verify(pdf, _letter.Crl);

        Assert.That(report.Signatures[0].Indication, Is.EqualTo(Indication.TotalPassed), VerificationText.Plain(report));
        Assert.That(report.Signatures[0].Level, Is.EqualTo("PAdES-B-T"));
    }

    [Test]
    public void Time_stamps_hold_each_other_after_their_authority_is_gone()
    {
        var first = _letter.DocumentStamped(TimedLetter.WithStore(_letter.Stamped(), [_letter.Crl]), field: HandSigned.Deputy);
        Forward(700 * Day);
        _letter.Stamps = TimeStampAuthority.Of(_letter.Authority, _letter.Clock);
        var renewed = _letter.DocumentStamped(TimedLetter.WithStore(first, [_letter.Crl]));
        Forward(300 * Day);

        var (alone, held) = (_letter.Verify(first, _letter.Crl), _letter.Verify(renewed, _letter.Crl));

        Assert.That(alone.Signatures[0].Indication, Is.EqualTo(Indication.Indeterminate), VerificationText.Plain(alone));
        Assert.That(held.Signatures.Select(one => one.Indication), Is.All.EqualTo(Indication.TotalPassed), VerificationText.Plain(held));
    }

    [Test]
    public void Evidence_that_the_signer_put_under_the_signature_counts()
    {
        var pdf = _letter.SignedWithEvidence(_letter.Crl);

        var one = Only(_letter.Verify(pdf));

        Assert.That((one.Indication, one.Level), Is.EqualTo((Indication.TotalPassed, "CMS")), Reasons(one));
        Assert.That(one.Evidence.Single(), Has.Property("Kind").EqualTo("CRL").And.Property("Source").EqualTo(EvidenceSource.Signature));
    }

    [TestCase(0x01, 101)]
    [TestCase(0x80, 103)]
    public void A_flipped_byte_anywhere_in_a_file_of_level_LTA_never_passes(int mask, int every)
    {
        var (pdf, crl) = (_letter.DocumentStamped(TimedLetter.WithStore(_letter.Stamped(), [_letter.Crl])), _letter.Crl);
        var policy = _letter.Policy(crl);

        var passed = Enumerable.Range(0, pdf.Length / every).Select(i => i * every).Where(at =>
        {
            var twin = (byte[])pdf.Clone();
            twin[at] ^= (byte)mask;
            return PdfVerifierTests.Verify(twin, policy).Verdict is Verdict.Passed or Verdict.None;
        });

        Assert.That(passed, Is.Empty);
    }

    private Func<byte[]> Late => _letter.Stamped;

    private void Forward(TimeSpan by) => _letter.Clock.Now += by;

    private static SignatureReport Only(VerificationReport report) => report.Signatures.Single();

    private static string Reasons(SignatureReport one) =>
        string.Join('\n', one.Reasons.Select(reason => $"{reason.Code}: {reason.Text.English}"));
}
