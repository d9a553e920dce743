using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>A policy remembers what it found out; it never remembers more than was true.</summary>
public sealed class TrustMemoryTests
{
    private static readonly Lazy<byte[]> Letter = new(() => HandSigned.Certified());

    [Test]
    public void Another_anchor_or_list_or_moment_is_judged_anew()
    {
        var policy = PdfVerifierTests.Trusting;
        var warm = Judged(Letter.Value, policy);

        var others = new[]
        {
            policy with { Anchors = [] }, policy with { Anchors = [ChainMaker.Root("Khác").Certificate] },
            policy with { RevocationLists = [] }, policy with { At = policy.At.AddYears(3) }, policy with { At = policy.At },
        };

        Assert.That(warm.Indication, Is.EqualTo(Indication.TotalPassed));
        Assert.That(others.Select(other => Judged(Letter.Value, other).SubIndication), Is.EqualTo(new[]
        {
            SubIndication.NoCertificateChainFound, SubIndication.NoCertificateChainFound, SubIndication.TryLater,
            SubIndication.OutOfBoundsNoPoe, null,
        }));
    }

    [Test]
    public void Many_threads_share_one_policy()
    {
        var policy = PdfVerifierTests.Trusting;

        var verdicts = Enumerable.Range(0, 40).AsParallel().WithDegreeOfParallelism(4).Select(_ => Judged(Letter.Value, policy).Indication);

        Assert.That(verdicts, Is.All.EqualTo(Indication.TotalPassed));
    }

    [Test]
    public void A_forger_who_takes_every_name_and_number_of_a_trusted_signer_gains_nothing()
    {
        var (genuine, forger) = (ChainMaker.Root("Gốc"), ChainMaker.Root("Gốc"));
        using var key = genuine.Person();
        using var copy = Copied(key.Certificate, forger.Certificate);
        var policy = TrustPolicy.Of([genuine.Certificate], [genuine.List()], TimeProvider.System);
        var honest = Judged(HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader, key: key), policy);

        var forged = Judged(HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader, key: copy), policy);

        Assert.That((honest.Indication, honest.Chain.Count), Is.EqualTo((Indication.TotalPassed, 2)));
        Assert.That((forged.Integrity, forged.Trust), Is.EqualTo((IntegrityState.Intact, TrustState.Untrusted)));
    }

    [TestCase("1.3.6.1.5.5.7.3.1")]
    [TestCase("1.3.6.1.5.5.7.3.8")]
    [TestCase("1.3.6.1.5.5.7.3.9")]
    public void A_certificate_for_a_web_server_or_for_stamping_or_for_answers_signs_no_letter(string usage)
    {
        var root = ChainMaker.Root("Gốc");
        using var key = root.Person(usage: usage);

        var one = Judged(HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader, key: key),
            TrustPolicy.Of([root.Certificate], [root.List()], TimeProvider.System));

        Assert.That(one.SubIndication, Is.EqualTo(SubIndication.ChainConstraintsFailure));
    }

    // the same issuer, number and subject, another key, another issuer's signature
    private static IKeyHolder Copied(X509Certificate2 genuine, X509Certificate2 forger)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(genuine.SubjectName, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, true));
        using var rsa = forger.GetRSAPrivateKey()!;
        using var certificate = request.Create(genuine.IssuerName, X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1),
            genuine.NotBefore, genuine.NotAfter, genuine.SerialNumberBytes.Span);
        return TestAuthority.Holder(certificate.CopyWithPrivateKey(key), [forger]);
    }

    private static SignatureReport Judged(byte[] pdf, TrustPolicy policy) => PdfVerifierTests.Verify(pdf, policy).Signatures.Single();
}
