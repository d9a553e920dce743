using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

public sealed class FlippedByteTests
{
    private static readonly Lazy<byte[]> Issued = new(() => HandSigned.Sealed(HandSigned.Fill(HandSigned.Certified(), "123")));

    [TestCase(0x01, 37)]
    [TestCase(0x20, 41)]
    [TestCase(0xFF, 43)]
    public void A_flipped_byte_anywhere_never_passes(int mask, int every)
    {
        var passed = Flips(mask, every).Where(one => one.Report.Verdict is not (
            Verdict.Failed or Verdict.Unreadable or Verdict.Undetermined));

        Assert.That(passed.Select(one => (one.At, one.Report.Verdict)), Is.Empty);
    }

    [TestCase(0x01)]
    [TestCase(0x80)]
    public void A_flipped_byte_in_a_page_or_stream_fails_in_total(int mask)
    {
        var text = System.Text.Encoding.Latin1.GetString(Issued.Value);
        var (start, end) = (text.IndexOf("3 0 obj", StringComparison.Ordinal), text.IndexOf("8 0 obj", StringComparison.Ordinal));

        var reports = Enumerable.Range(start, end - start).Select(at => (At: at, Report: Flipped(at, mask))).ToList();

        Assert.That(reports.Where(one => !IsTotallyFailed(one.Report)).Select(one => (one.At, one.Report.Verdict)), Is.Empty);
        Assert.That(reports, Has.Count.GreaterThan(400));
    }

    private static bool IsTotallyFailed(VerificationReport report) =>
        report.Verdict == Verdict.Failed && report.Signatures.Any(one => one.Indication == Indication.TotalFailed);

    private static IEnumerable<(int At, VerificationReport Report)> Flips(int mask, int every) =>
        Enumerable.Range(0, Issued.Value.Length / every).Select(i => (i * every, Flipped(i * every, mask)));

    private static VerificationReport Flipped(int at, int mask)
    {
        var twin = (byte[])Issued.Value.Clone();
        twin[at] ^= (byte)mask;
        return PdfVerifierTests.Verify(twin);
    }
}
