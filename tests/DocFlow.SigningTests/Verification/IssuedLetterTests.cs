using DocFlow.Signing.Inspection;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

public sealed class IssuedLetterTests
{
    [Test]
    public void What_we_sign_and_seal_passes_our_own_verifier()
    {
        var report = PdfVerifierTests.Verify(IssuedLetter.Complete);

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed), VerificationText.Plain(report));
        Assert.That(report.Signatures.Select(one => (one.Field, one.Changes, one.CoversWholeFile)), Is.EqualTo(new[]
        {
            ("Initial1", ChangeState.Allowed, false), ("Signer1", ChangeState.Allowed, false), ("Seal", ChangeState.None, true),
        }));
        Assert.That(report.Signatures.Select(one => one.Level), Is.All.EqualTo("PAdES-B-B"));
        Assert.That(report.Findings, Is.Empty);
    }

    [Test]
    public void Every_stage_on_the_way_passes_as_well()
    {
        var stages = new[]
        {
            IssuedLetter.Sign(IssuedLetter.Drafted(), "Initial1", 1), IssuedLetter.WithoutSeal, IssuedLetter.Fill(IssuedLetter.WithoutSeal),
        };

        var verdicts = stages.Select(stage => PdfVerifierTests.Verify(stage)).ToList();

        Assert.That(verdicts.Select(one => one.Verdict), Is.All.EqualTo(Verdict.Passed),
            string.Join('\n', verdicts.Select(VerificationText.Plain)));
    }

    [Test]
    public void No_evil_twin_of_it_passes()
    {
        var verdicts = EvilTwins.Of(IssuedLetter.Complete).Select(twin =>
            (twin.Name, PdfVerifierTests.Verify(twin.Bytes).Verdict)).ToList();

        var passed = verdicts.Where(one => one.Verdict is not (Verdict.Failed or Verdict.Unreadable)).Select(one =>
            $"{one.Name}: {one.Verdict}");
        Assert.That(passed, Is.Empty);
        Assert.That(verdicts, Has.Count.GreaterThan(50));
    }

    [Test]
    public void A_flipped_byte_anywhere_in_it_never_passes()
    {
        var issued = IssuedLetter.Complete;

        var passed = Enumerable.Range(0, issued.Length / 997).Select(i => i * 997).Where(at =>
            Flipped(issued, at).Verdict is Verdict.Passed or Verdict.None);

        Assert.That(passed, Is.Empty);
    }

    [Test]
    public void Its_first_page_is_read_as_it_is_printed()
    {
        var report = PdfInspector.Inspect(new MemoryStream(IssuedLetter.Complete), new InspectionLimits());

        Assert.That(report.FirstPage, Has.Some.Contains("SỞ TÀI CHÍNH").And.Some.Contains("Độc lập - Tự do - Hạnh phúc"),
            string.Join('\n', report.FirstPage));
        Assert.That((report.Secrecy, report.Concerns.Count), Is.EqualTo(((SecrecyMark?)null, 0)));
        Assert.That(report.SignedFields, Is.EquivalentTo(new[] { "Initial1", "Signer1", "Seal" }));
    }

    private static VerificationReport Flipped(byte[] issued, int at)
    {
        var twin = (byte[])issued.Clone();
        twin[at] ^= 0x01;
        return PdfVerifierTests.Verify(twin);
    }
}
