using DocFlow.Signing.Fields;
using DocFlow.Signing.Inspection;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Pdf;

/// <summary>Whatever a file is made to do, there is an answer, and it costs no more memory than a large document would.</summary>
public sealed class HostileFileTests
{
    // of all that is ever allocated, whether alive at once or not
    private const long Most = 512L << 20;

    private static IEnumerable<TestCaseData> Files() =>
        HostileFiles.All().Select(file => new TestCaseData(file.Pdf).SetArgDisplayNames(file.Name));

    [TestCaseSource(nameof(Files))]
    public void It_is_read_or_refused_within_bounds(byte[] pdf) =>
        Assert.That(Cost(() => ReadWhole(PdfDocument.Open(Of(pdf)))), Is.LessThan(Most));

    [TestCaseSource(nameof(Files))]
    public void It_is_repaired_or_refused_within_bounds(byte[] pdf) =>
        Assert.That(Cost(() => _ = PdfDocument.Repair(Of(pdf)).Pages), Is.LessThan(Most));

    [TestCaseSource(nameof(Files))]
    public void It_is_screened_within_bounds(byte[] pdf) =>
        Assert.That(Cost(() => PdfInspector.Inspect(Of(pdf), new InspectionLimits())), Is.LessThan(Most));

    [TestCaseSource(nameof(Files))]
    public void It_is_verified_within_bounds(byte[] pdf) =>
        Assert.That(Cost(() => PdfVerifier.Verify(Of(pdf), PdfVerifierTests.Trusting)), Is.LessThan(Most));

    [TestCaseSource(nameof(Files))]
    public void Fields_are_laid_or_refused_within_bounds(byte[] pdf) => Assert.That(
        Cost(() => FieldLayer.Lay(Of(pdf), new LayoutRequest([], ["Signer1"], PrintedMarks.Blanks), Stream.Null)), Is.LessThan(Most));

    private static MemoryStream Of(byte[] pdf) => new(pdf, writable: false);

    private static void ReadWhole(PdfDocument document)
    {
        foreach (var number in document.Objects.Keys.Take(10_000))
            Quietly(() => document.Resolve(new PdfReference(number, 0)) is PdfStream stream ? document.Decode(stream) : []);
        Quietly(() => document.Pages);
    }

    private static long Cost(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Quietly(() => { act(); return 0; });
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // the one answer that a reader may give beside an answer
    private static void Quietly<T>(Func<T> act)
    {
        try
        {
            act();
        }
        catch (PdfUnreadable fault)
        {
            Assert.That(fault.Message, Is.Not.Empty);
        }
    }
}
