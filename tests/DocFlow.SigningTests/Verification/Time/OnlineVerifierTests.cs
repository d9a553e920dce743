using DocFlow.Signing.LongTerm;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Authority;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification.Time;

public sealed class OnlineVerifierTests
{
    private readonly DevelopmentPki _pki = new();
    private readonly HttpClient _http = ServiceHttp.Create();

    [OneTimeTearDown]
    public void Close()
    {
        _http.Dispose();
        _pki.Dispose();
    }

    [SetUp]
    public void Be_well()
    {
        (_pki.OcspMood, _pki.ListMood) = (Mood.Well, Mood.Well);
        _pki.Asked.Clear();
    }

    [Test]
    public async Task What_is_missing_is_asked_where_the_certificate_says()
    {
        var pdf = Signed();

        var (offline, online) = (PdfVerifierTests.Verify(pdf, Policy()), await Online(pdf, Policy()));

        Assert.That((offline.Verdict, online.Verdict), Is.EqualTo((Verdict.Undetermined, Verdict.Passed)), VerificationText.Plain(online));
        Assert.That(online.Signatures[0].Evidence.Select(one => (one.Kind, one.Source)), Does.Contain(("OCSP", EvidenceSource.Online)));
    }

    [Test]
    public async Task Nobody_is_asked_about_a_file_whose_evidence_is_complete_or_whose_signer_nobody_trusts()
    {
        var pdf = Signed();

        await Online(pdf, Policy() with { RevocationLists = [File.ReadAllBytes(_pki.Authority.CrlFile)] });
        await Online(pdf, Policy() with { Anchors = [TestAuthority.Instance.Root] });

        Assert.That(_pki.Asked, Is.Empty);
    }

    [Test]
    public async Task A_service_that_is_away_leaves_it_open_and_is_named()
    {
        (_pki.OcspMood, _pki.ListMood) = (Mood.BrokenInside, Mood.Garbage);

        var report = await Online(Signed(), Policy());

        Assert.That((report.Verdict, report.Signatures[0].SubIndication), Is.EqualTo((Verdict.Undetermined, SubIndication.TryLater)));
        Assert.That(report.Findings.Select(one => one.Code), Has.Some.StartsWith("evidence."));
    }

    [Test]
    public async Task A_revocation_that_only_the_responder_knows_is_found()
    {
        using var key = _pki.Person("Lê Văn An");
        var pdf = HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader, key: key);
        _pki.Authority.Revoke(key.Certificate);

        var report = await Online(pdf, Policy());

        Assert.That(report.Signatures[0].Revocation, Is.EqualTo(RevocationState.Revoked), VerificationText.Plain(report));
    }

    private byte[] Signed()
    {
        using var key = _pki.Person("Lê Văn An");
        return HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader, key: key);
    }

    private TrustPolicy Policy() => TrustPolicy.Of([_pki.Authority.Root], [], TimeProvider.System);

    private Task<VerificationReport> Online(byte[] pdf, TrustPolicy policy) =>
        new OnlineVerifier(new RevocationClient(_http, new ServiceLimits(), TimeProvider.System))
            .Verify(new MemoryStream(pdf), policy, CancellationToken.None);
}
