using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>Authorities whose own keys are of other kinds.</summary>
public sealed class IssuerTests
{
    private static readonly RSASignaturePadding Pkcs1 = RSASignaturePadding.Pkcs1, Pss = RSASignaturePadding.Pss;

    private static IEnumerable<object[]> Issuers() =>
        [["RSA-2048", Pkcs1], ["RSA-2048", Pss], ["P-256", Pkcs1], ["P-384", Pkcs1], ["P-521", Pkcs1]];

    [TestCaseSource(nameof(Issuers))]
    public void A_signature_under_any_kind_of_authority_passes(string kind, RSASignaturePadding padding)
    {
        using var authority = TestKeys.Authority(kind, padding);
        using var fresh = TestKeys.New("P-256");
        using var key = TestAuthority.Holder(TestKeys.Certify(fresh, authority, padding), [authority]);

        var report = Judged(HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader, key: key), authority, padding);

        Assert.That(report.Signatures.Single().Indication, Is.EqualTo(Indication.TotalPassed), report.ToString());
    }

    private static VerificationReport Judged(byte[] pdf, X509Certificate2 authority, RSASignaturePadding padding)
    {
        var now = TimeProvider.System.GetUtcNow();
        var list = new CertificateRevocationListBuilder()
            .Build(authority, 1, now.AddDays(1), HashAlgorithmName.SHA384, padding, now.AddHours(-1));
        var root = X509CertificateLoader.LoadCertificate(authority.RawData);
        return PdfVerifier.Verify(new MemoryStream(pdf), TrustPolicy.Of([root], [list], TimeProvider.System));
    }
}
