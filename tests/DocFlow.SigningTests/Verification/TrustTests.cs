using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>The same intact letter under other policies, other certificates, other lists.</summary>
public sealed class TrustTests
{
    private string _folder = "";
    private LocalAuthority _authority = null!;

    [OneTimeSetUp]
    public void Found_an_authority()
    {
        _folder = Directory.CreateTempSubdirectory("docflow-trust-").FullName;
        _authority = LocalAuthority.Open(_folder, TimeProvider.System);
    }

    [OneTimeTearDown]
    public void Close_it()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Without_anchors_the_signer_is_unknown_and_the_reason_is_given()
    {
        var one = Judged(Signed(Key()), Policy() with { Anchors = [] });

        Assert.That((one.Indication, one.SubIndication), Is.EqualTo((Indication.Indeterminate, SubIndication.NoCertificateChainFound)));
        Assert.That((one.Integrity, one.Trust, one.Revocation), Is.EqualTo((IntegrityState.Intact, TrustState.Unknown,
            RevocationState.NonePublished)));
        Assert.That(one.Reasons[0].Text.Vietnamese, Does.Contain("tin cậy"));
    }

    [Test]
    public void An_authority_nobody_trusts_makes_it_untrusted()
    {
        var one = Judged(Signed(Key()), Policy() with { Anchors = [TestAuthority.Instance.Root] });

        Assert.That((one.Indication, one.Trust), Is.EqualTo((Indication.Indeterminate, TrustState.Untrusted)));
    }

    [Test]
    public void Without_a_list_revocation_is_never_silently_good()
    {
        var (plain, published) = (Signed(Key()), Signed(Key(new Uri("http://ca.invalid/ca.crl"))));

        var verdicts = new[] { plain, published }.Select(pdf => Judged(pdf, Policy() with { RevocationLists = [] })).ToList();

        Assert.That(verdicts.Select(one => one.Revocation), Is.EqualTo(new[] { RevocationState.NonePublished, RevocationState.Unknown }));
        Assert.That(verdicts.Select(one => one.SubIndication), Is.All.EqualTo(SubIndication.TryLater));
    }

    [Test]
    public void A_revoked_certificate_never_passes_whenever_it_was_revoked()
    {
        using var key = Key();
        var before = Signed(key);
        _authority.Revoke(key.Certificate);

        var verdicts = new[] { before, Signed(key) }.Select(pdf => Judged(pdf, Policy())).ToList();

        Assert.That(verdicts.Select(one => one.Revocation), Is.All.EqualTo(RevocationState.Revoked));
        Assert.That(verdicts.Select(one => one.SubIndication), Is.All.AnyOf(SubIndication.Revoked, SubIndication.RevokedNoPoe));
    }

    [Test]
    public void A_list_that_is_out_of_date_or_another_authoritys_or_altered_is_no_proof()
    {
        var (pdf, policy) = (Signed(Key()), Policy());
        var altered = (byte[])policy.RevocationLists[0].Clone();
        altered[^1] ^= 1;

        var stale = Judged(pdf, policy with { At = policy.At.AddDays(40) });
        var foreign = Judged(pdf, policy with { RevocationLists = [TestAuthority.Crl] });
        var forged = Judged(pdf, policy with { RevocationLists = [altered] });

        Assert.That(new[] { stale, foreign, forged }.Select(one => one.SubIndication), Is.All.EqualTo(SubIndication.TryLater));
    }

    [Test]
    public void A_certificate_that_has_ended_proves_nothing_without_a_time_stamp()
    {
        var policy = Policy();

        var one = Judged(Signed(Key()), policy with { At = policy.At.AddYears(3) });

        Assert.That((one.Indication, one.SubIndication), Is.EqualTo((Indication.Indeterminate, SubIndication.OutOfBoundsNoPoe)));
    }

    [Test]
    public void A_certificate_for_something_else_may_not_sign()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Máy chủ", own, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.CrlSign, true));
        var now = TimeProvider.System.GetUtcNow();
        using var root = _authority.Root.GetRSAPrivateKey()!;
        var issuer = X509SignatureGenerator.CreateForRSA(root, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(_authority.Root.SubjectName, issuer, now.AddDays(-1), now.AddDays(1), [1, 2, 3]);

        var one = Judged(Signed(TestAuthority.Holder(certificate.CopyWithPrivateKey(own), [_authority.Root])), Policy());

        Assert.That(one.Reasons.Select(reason => reason.Code), Does.Contain(SubIndication.ChainConstraintsFailure));
    }

    private IKeyHolder Key(Uri? crlAt = null) =>
        TestAuthority.Holder(_authority.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính"), crlAt: crlAt), [_authority.Root]);

    private TrustPolicy Policy() => TrustPolicy.Of([_authority.Root], [File.ReadAllBytes(_authority.CrlFile)], TimeProvider.System);

    private static byte[] Signed(IKeyHolder key) => HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader, key: key);

    private static SignatureReport Judged(byte[] pdf, TrustPolicy policy) => PdfVerifierTests.Verify(pdf, policy).Signatures.Single();
}
