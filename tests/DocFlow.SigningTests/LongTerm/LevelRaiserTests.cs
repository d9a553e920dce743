using DocFlow.Signing;
using DocFlow.Signing.LongTerm;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Authority;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.LongTerm;

public sealed class LevelRaiserTests
{
    private readonly HttpClient _http = ServiceHttp.Create();
    private readonly DevelopmentPki _pki = new();
    private byte[] _signed = [];

    [OneTimeSetUp]
    public void Sign()
    {
        using var key = _pki.Person("Trần Thị Bình");
        _signed = SampleLetter.Signed(SampleLetter.Laid(SampleLetter.Draft()), "Signer1", key);
    }

    [SetUp]
    public void Recover() => (_pki.StampMood, _pki.OcspMood, _pki.ListMood) = (Mood.Well, Mood.Well, Mood.Well);

    [OneTimeTearDown]
    public void Close()
    {
        _http.Dispose();
        _pki.Dispose();
    }

    [TestCase(SignatureLevel.T)]
    [TestCase(SignatureLevel.LT)]
    [TestCase(SignatureLevel.LTA)]
    public async Task A_signed_file_is_raised_to_each_level_after_its_old_bytes(SignatureLevel target)
    {
        var (raised, pdf) = await Extend(_signed, target);

        Assert.That(raised.Answer, Is.EqualTo(new RaisedLevel(SignatureLevel.B, target, null)));
        Assert.That(pdf.AsSpan(0, _signed.Length).SequenceEqual(_signed), Is.True);
        byte[][] lists = target == SignatureLevel.T ? [File.ReadAllBytes(_pki.Authority.CrlFile)] : [];
        var report = PdfVerifier.Verify(SampleLetter.Reading(pdf), TrustPolicy.Of([_pki.Authority.Root], lists, TimeProvider.System));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed), VerificationText.Plain(report));
        Assert.That(report.Signatures.Select(one => one.Level), Does.Contain($"PAdES-B-{target}"), VerificationText.Plain(report));
        Assert.That(OutsideEyes.Complaints(pdf), Is.Empty);
        Assert.That(OutsideEyes.History(pdf), Does.StartWith("0"));
    }

    private async Task<(SigningOutcome<RaisedLevel> Raised, byte[] Pdf)> Extend(byte[] pdf, SignatureLevel target)
    {
        using var output = new MemoryStream();
        var raised = await LevelRaiser.Extend(SampleLetter.Reading(pdf), target, Services(), output, default);
        return (raised, output.ToArray());
    }

    private LongTermServices Services(double seconds = 10)
    {
        var (limits, anchors) = (new ServiceLimits { TimeLimit = TimeSpan.FromSeconds(seconds) }, new[] { _pki.Authority.Root });
        var stamps = new TimeStampClient([new TimeStampService(_pki.Stamping) { Limits = limits }], anchors, _http, TimeProvider.System);
        var revocation = new RevocationClient(_http, limits, TimeProvider.System);
        return new LongTermServices(stamps, revocation, TimeProvider.System) { Anchors = anchors };
    }
}
