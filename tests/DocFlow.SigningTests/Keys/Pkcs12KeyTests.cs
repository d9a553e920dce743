using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

public sealed class Pkcs12KeyTests
{
    [TestCase(KeyKind.EcP256)]
    [TestCase(KeyKind.Rsa3072)]
    public void The_right_PIN_opens_the_key_with_its_chain_and_it_signs(KeyKind kind)
    {
        var file = KeyFile("Lê Văn An", "482913", kind);
        var digest = SHA256.HashData("what is signed"u8);

        using var key = Pkcs12Key.Open(file, "482913").Key!;
        var signature = key.SignDigest(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.That(key.Chain.Single().Thumbprint, Is.EqualTo(TestAuthority.Instance.Root.Thumbprint));
        Assert.That(Holds(key.Certificate, digest, signature), Is.True);
    }

    [TestCase("482914")]
    [TestCase("")]
    public void A_wrong_PIN_is_an_answer_and_not_an_accident(string pin)
    {
        var file = KeyFile("Lê Văn An", "482913", KeyKind.EcP256);

        var opening = Pkcs12Key.Open(file, pin);

        Assert.That(opening, Is.EqualTo(new KeyOpening(KeyState.WrongPin, null)));
    }

    [Test]
    public void Bytes_that_are_no_key_file_are_told_from_a_wrong_PIN()
    {
        var opening = Pkcs12Key.Open("%PDF-1.7"u8, "482913");

        Assert.That(opening.State, Is.EqualTo(KeyState.NotAKeyFile));
    }

    [Test]
    public void A_file_with_certificates_only_holds_no_private_key()
    {
        var file = new X509Certificate2Collection(X509CertificateLoader.LoadCertificate(TestAuthority.Instance.Root.RawData))
            .Export(X509ContentType.Pkcs12, "1")!;

        var opening = Pkcs12Key.Open(file, "1");

        Assert.That(opening.State, Is.EqualTo(KeyState.NoPrivateKey));
    }

    private static byte[] KeyFile(string name, string pin, KeyKind kind)
    {
        using var certificate = TestAuthority.Instance.Issue(CertificateSubject.Person(name, "Sở Tài chính"), kind);
        return Pkcs12.Create(certificate, [TestAuthority.Instance.Root], pin);
    }

    private static bool Holds(X509Certificate2 certificate, byte[] digest, byte[] signature) => certificate.GetRSAPublicKey() is { } rsa
        ? rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : certificate.GetECDsaPublicKey()!.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
}
