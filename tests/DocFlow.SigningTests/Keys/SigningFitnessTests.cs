using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Signatures;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>What no verifier would accept is not signed in the first place.</summary>
public sealed class SigningFitnessTests
{
    private static readonly byte[] Laid = SampleLetter.Laid(SampleLetter.Draft());

    [TestCase("RSA-1024", "key.too-short", "2048")]
    [TestCase("P-192", "key.too-short", "256")]
    public void A_key_that_is_too_short_is_refused_before_anything_is_written(string kind, string code, string bits)
    {
        using var fresh = TestKeys.New(kind);

        var refusal = Refused(TestKeys.Certify(fresh, TestAuthority.Instance.Root, RSASignaturePadding.Pkcs1));

        Assert.That(refusal.Code, Is.EqualTo(code));
        Assert.That(refusal.En, Does.Contain(bits));
    }

    [TestCase(X509KeyUsageFlags.KeyEncipherment)]
    [TestCase(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign)]
    public void A_certificate_for_something_else_is_refused(X509KeyUsageFlags usage)
    {
        using var fresh = TestKeys.New("P-256");

        var refusal = Refused(TestKeys.Certify(fresh, TestAuthority.Instance.Root, RSASignaturePadding.Pkcs1, usage));

        Assert.That(refusal.Code, Is.EqualTo("key.not-for-signing"));
    }

    [TestCase(-400, "certificate.ended")]
    [TestCase(2, "certificate.not-begun")]
    public void A_certificate_that_is_not_valid_at_the_moment_of_signing_is_refused(int fromDay, string code)
    {
        using var fresh = TestKeys.New("P-256");
        const X509KeyUsageFlags Usage = X509KeyUsageFlags.NonRepudiation;

        var refusal = Refused(TestKeys.Certify(fresh, TestAuthority.Instance.Root, RSASignaturePadding.Pkcs1, Usage, fromDay));

        Assert.That(refusal.Code, Is.EqualTo(code));
    }

    private static DocFlow.Signing.SigningRefusal Refused(X509Certificate2 certificate)
    {
        using var key = TestAuthority.Holder(certificate);
        using var output = new MemoryStream();

        var outcome = PdfSigner.Sign(SampleLetter.Reading(Laid), SampleLetter.Request("Signer1"), key, output);

        Assert.That(output.Length, Is.Zero);
        return outcome.Refusal!;
    }
}
