using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

public sealed class ClosedKeyTests
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    [TestCase(KeyKind.EcP256)]
    [TestCase(KeyKind.Rsa2048)]
    public void A_key_closed_again_opens_with_its_secret_and_signs_as_before(KeyKind kind)
    {
        using var key = Opened(kind);
        var digest = SHA256.HashData("what is signed"u8);

        using var again = new ClosedKey(key, _secret).Open(_secret)!;
        var signature = again.SignDigest(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.That(Holds(key, digest, signature), Is.True);
        Assert.That(again.Chain.Single().Thumbprint, Is.EqualTo(TestAuthority.Instance.Root.Thumbprint));
    }

    [Test]
    public void Whoever_is_done_with_it_leaves_its_certificates_to_the_next()
    {
        using var key = Opened(KeyKind.EcP256);
        var closed = new ClosedKey(key, _secret);
        var (first, second) = (closed.Open(_secret)!, closed.Open(_secret)!);

        first.Dispose();
        using var third = closed.Open(_secret)!;

        Assert.That(second.Certificate.Thumbprint, Is.EqualTo(key.Certificate.Thumbprint));
        Assert.That(third.Certificate.GetECDsaPublicKey(), Is.Not.Null);
        Assert.That(third.Chain.Single().RawData, Is.EqualTo(TestAuthority.Instance.Root.RawData));
        second.Dispose();
    }

    [Test]
    public void Another_secret_does_not_open_it()
    {
        using var key = Opened(KeyKind.EcP256);

        Assert.That(new ClosedKey(key, _secret).Open(RandomNumberGenerator.GetBytes(32)), Is.Null);
    }

    private static Pkcs12Key Opened(KeyKind kind)
    {
        using var certificate = TestAuthority.Instance.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính"), kind);
        return (Pkcs12Key)Pkcs12Key.Open(Pkcs12.Create(certificate, [TestAuthority.Instance.Root], "482913"), "482913").Key!;
    }

    private static bool Holds(Pkcs12Key key, byte[] digest, byte[] signature) => key.Certificate.GetRSAPublicKey() is { } rsa
        ? rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : key.Certificate.GetECDsaPublicKey()!.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
}
