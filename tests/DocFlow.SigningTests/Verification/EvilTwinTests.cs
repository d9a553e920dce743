using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

public sealed class EvilTwinTests
{
    private static readonly Lazy<byte[]> Issued = new(() => HandSigned.Sealed(HandSigned.Fill(HandSigned.Certified(), "123")));

    [Test]
    public void No_evil_twin_of_an_issued_letter_passes()
    {
        var verdicts = EvilTwins.Of(Issued.Value).Select(twin => (twin.Name, PdfVerifierTests.Verify(twin.Bytes).Verdict)).ToList();

        var passed = verdicts.Where(one => one.Verdict is not (Verdict.Failed or Verdict.Unreadable)).Select(one =>
            $"{one.Name}: {one.Verdict}");
        Assert.That(passed, Is.Empty);
        Assert.That(verdicts, Has.Count.GreaterThan(50));
    }
}
