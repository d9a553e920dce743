using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

public sealed class PdfVerifierTests
{
    [Test]
    public void A_certified_filled_and_sealed_letter_passes_with_its_changes_allowed()
    {
        var issued = HandSigned.Sealed(HandSigned.Fill(HandSigned.Certified(), "123"));

        var report = Verify(issued);

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed), VerificationText.Plain(report));
        Assert.That(report.Signatures.Select(one => one.Field), Is.EqualTo(new[] { "Leader", "Seal" }));
        Assert.That(report.Signatures.Select(one => one.Changes), Is.EqualTo(new[] { ChangeState.Allowed, ChangeState.None }));
    }

    [Test]
    public void A_field_filled_after_the_certification_is_no_false_alarm()
    {
        var report = Verify(HandSigned.Fill(HandSigned.Certified(), "123"));

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed), VerificationText.Plain(report));
        Assert.That(report.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "file.later-revision" }));
    }

    [Test]
    public void A_second_signature_is_no_false_alarm_and_neither_is_a_third()
    {
        var twice = HandSigned.Sign(HandSigned.Certified(), HandSigned.Deputy);

        var reports = new[] { Verify(twice), Verify(HandSigned.Sealed(twice)) };

        Assert.That(reports.Select(report => report.Verdict), Is.All.EqualTo(Verdict.Passed));
    }

    [Test]
    public void Signers_of_a_letter_that_nobody_certified_may_fill_and_sign_further()
    {
        var first = HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader);

        var report = Verify(HandSigned.Sign(HandSigned.Fill(first, "7"), HandSigned.Deputy));

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed), VerificationText.Plain(report));
    }

    [Test]
    public void Litter_that_nothing_leads_to_is_no_false_alarm()
    {
        var signed = HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader);

        var report = Verify(PdfSurgery.Append(signed, (PdfSurgery.Next(signed), "<</Left/Over>>")));

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed), VerificationText.Plain(report));
    }

    [Test]
    public void A_certification_that_allows_nothing_is_broken_by_filling_a_field()
    {
        var report = Verify(HandSigned.Fill(HandSigned.Certified(level: 1), "123"));

        Assert.That((report.Verdict, report.Signatures[0].Changes), Is.EqualTo((Verdict.Failed, ChangeState.Forbidden)));
    }

    [Test]
    public void A_value_given_after_the_seal_is_told_as_such()
    {
        var report = Verify(HandSigned.Fill(HandSigned.Sealed(HandSigned.Certified()), "999"));

        Assert.That(report.Signatures.Select(one => one.SubIndication), Is.All.EqualTo(SubIndication.FormatFailure));
        Assert.That(report.Signatures[0].ChangesLine.English, Does.Contain("Number was locked"));
    }

    [Test]
    public void A_certification_that_is_not_first_fails_the_file()
    {
        const string DocMdp = "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</P 2>>>>]";

        var report = Verify(HandSigned.Sign(HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader), HandSigned.Deputy, DocMdp));

        Assert.That(report.Findings.Select(finding => finding.Code), Does.Contain("certification.not-first"));
    }

    [Test]
    public void A_letter_nobody_signed_has_no_verdict_but_that()
    {
        var report = Verify(HandSigned.Letter());

        Assert.That((report.Verdict, report.Findings.Count), Is.EqualTo((Verdict.None, 0)));
    }

    [TestCase("adbe.pkcs7.sha1")]
    [TestCase("adbe.x509.rsa_sha1")]
    public void Old_forms_over_SHA1_are_refused_as_what_they_are(string form)
    {
        var text = System.Text.Encoding.Latin1.GetString(HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader));
        var old = text.Replace("ETSI.CAdES.detached", form.PadRight("ETSI.CAdES.detached".Length)).Replace("/Contents<30", "/Contents<04");

        var one = Verify(PdfSurgery.Bytes(old)).Signatures.Single();

        Assert.That((one.Indication, one.SubIndication), Is.EqualTo((Indication.Indeterminate, SubIndication.CryptoConstraintsFailure)));
        Assert.That(one.Reasons[0].Text.English, Does.Contain("SHA-1").And.Contain(form));
    }

    [TestCase("")]
    [TestCase("no PDF at all /ByteRange[0 1 2 3]")]
    [TestCase("%PDF-1.7 startxref 0 %%EOF")]
    public void What_cannot_be_read_is_said_to_be_unreadable(string text)
    {
        var report = Verify(PdfSurgery.Bytes(text));

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Unreadable));
    }

    internal static VerificationReport Verify(byte[] pdf, TrustPolicy? policy = null) =>
        PdfVerifier.Verify(new MemoryStream(pdf, writable: false), policy ?? Trusting);

    internal static TrustPolicy Trusting => TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System);
}
