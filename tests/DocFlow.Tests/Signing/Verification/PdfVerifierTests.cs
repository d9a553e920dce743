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

    internal static VerificationReport Verify(byte[] pdf, TrustPolicy? policy = null) =>
        PdfVerifier.Verify(new MemoryStream(pdf, writable: false), policy ?? Trusting);

    internal static TrustPolicy Trusting => TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System);
}
