using System.Text.RegularExpressions;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

/// <summary>A minutes' list: sixty people sign one file, one after the other; the first certifies, fifty-nine approve.</summary>
public sealed class SixtySignaturesTests
{
    private const int People = 60;
    private static readonly Lazy<byte[]> Signed = new(SignAll);

    [Test]
    public void Poppler_calls_all_sixty_valid()
    {
        var said = OutsideEyes.Signatures(Signed.Value);

        Assert.That(Regex.Count(said, "Signature is Valid"), Is.EqualTo(People), said);
        Assert.That(Regex.Count(said, "Total document signed"), Is.EqualTo(1));
    }

    [Test]
    public void Qpdf_finds_nothing_wrong_and_MuPDF_no_forbidden_change()
    {
        Assert.That(OutsideEyes.Complaints(Signed.Value), Is.Empty);
        Assert.That(OutsideEyes.History(Signed.Value), Is.EqualTo("0"));
    }

    [Test]
    public void We_pass_all_sixty()
    {
        var policy = TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System);

        var report = PdfVerifier.Verify(SampleLetter.Reading(Signed.Value), policy);

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(report.Signatures.Select(one => one.Indication), Has.Exactly(People).EqualTo(Indication.TotalPassed));
    }

    private static byte[] SignAll()
    {
        var draft = SampleLetter.Draft(paragraphs: 1);
        using var laid = new MemoryStream();
        _ = FieldLayer.Lay(SampleLetter.Reading(draft), new FieldPlan([.. Enumerable.Range(0, People).Select(Place)]), laid).Answer;
        return Enumerable.Range(0, People).Aggregate(laid.ToArray(), Sign);
    }

    private static PlannedField Place(int person)
    {
        var (left, bottom) = (100 + person % 10 * 40, 100 + person / 10 * 30);
        return new PlannedField($"Person{person}", FieldKind.Signature, 1, new PdfBox(left, bottom, left + 38, bottom + 28));
    }

    private static byte[] Sign(byte[] pdf, int person)
    {
        IKeyHolder key = TestKeys.Of(TestKeys.Names[person % TestKeys.Names.Length]);
        using var output = new MemoryStream();
        _ = PdfSigner.Sign(SampleLetter.Reading(pdf), SampleLetter.Request($"Person{person}"), key, output).Answer;
        return output.ToArray();
    }
}
