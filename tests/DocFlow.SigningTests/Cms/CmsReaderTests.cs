using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Cms;

public sealed class CmsReaderTests
{
    private static readonly byte[] Document = [.. "the bytes of a document"u8];

    [Test]
    public void What_we_build_is_read_back_and_holds()
    {
        using var key = TestAuthority.Person("Lê Văn An");

        var signature = CmsReader.Read(Built(key, key.Certificate));

        Assert.That(signature.IsSignedBySigner, Is.True);
        Assert.That(signature.MessageDigest, Is.EqualTo(SHA256.HashData(Document)));
        Assert.That((signature.Binding, signature.UnsignedParts.Count), Is.EqualTo((SigningCertificateBinding.Matches, 0)));
    }

    [Test]
    public void Attributes_that_name_another_certificate_are_noticed()
    {
        using var key = TestAuthority.Person("Lê Văn An");
        using var other = TestAuthority.Person("Lê Văn An");

        var signature = CmsReader.Read(Built(key, other.Certificate));

        Assert.That(signature.Binding, Is.EqualTo(SigningCertificateBinding.Differs));
    }

    [TestCase(false, 1, "content inside")]
    [TestCase(true, 2, "more than one signer")]
    public void Another_programs_signature_is_refused_when_PAdES_does_not_allow_its_form(bool detached, int signers, string reason)
    {
        var cms = Foreign(detached, signers, "2.16.840.1.101.3.4.2.1");

        Assert.That(() => CmsReader.Read(cms), Throws.TypeOf<CmsMalformed>().With.Message.Contains(reason));
    }

    [TestCase("2.16.840.1.101.3.4.2.1", true)]
    [TestCase("1.3.14.3.2.26", false)]
    public void SHA_256_is_strong_and_SHA_1_is_not(string digest, bool isStrong)
    {
        var signature = CmsReader.Read(Foreign(detached: true, 1, digest));

        Assert.That((signature.IsStrong, signature.IsSignedBySigner), Is.EqualTo((isStrong, isStrong)));
    }

    [Test]
    public void No_byte_of_it_can_be_changed_without_being_noticed()
    {
        using var key = TestAuthority.Person("Lê Văn An");
        var cms = Built(key, key.Certificate);

        var unnoticed = Enumerable.Range(0, cms.Length).Where(at => IsTakenFor(key, cms, at)).ToList();

        Assert.That(unnoticed.Where(at => !IsInCertificate(cms, at)), Is.Empty);
    }

    private static bool IsTakenFor(IKeyHolder key, byte[] cms, int at)
    {
        var twin = (byte[])cms.Clone();
        twin[at] ^= 0x01;
        try
        {
            var read = CmsReader.Read(twin);
            return read.IsSignedBySigner && read.Binding == SigningCertificateBinding.Matches && read.UnsignedParts.Count == 0
                && read.Signer!.Thumbprint == key.Certificate.Thumbprint && read.MessageDigest.SequenceEqual(SHA256.HashData(Document));
        }
        catch (CmsMalformed)
        {
            return false;
        }
    }

    // certificates beside the signer's are the trust step's matter: it wants each to belong to something
    private static bool IsInCertificate(byte[] cms, int at)
    {
        var root = TestAuthority.Instance.Root.RawData;
        var start = cms.AsSpan().IndexOf(root);
        return at >= start && at < start + root.Length;
    }

    private static byte[] Built(IKeyHolder key, X509Certificate2 named)
    {
        var hash = HashAlgorithmName.SHA256;
        var attributes = CadesBuilder.SignedAttributes(SHA256.HashData(Document), named, hash);
        var value = key.SignDigest(SHA256.HashData(attributes), hash, RSASignaturePadding.Pkcs1);
        var scheme = SignatureScheme.Of(key.Certificate, hash, RSASignaturePadding.Pkcs1);
        return CadesBuilder.Assemble(attributes, value, key.Certificate, key.Chain, scheme);
    }

    private static byte[] Foreign(bool detached, int signers, string digest)
    {
        using var rsa = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=Ai đó", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now, now.AddDays(1));
        var signed = new SignedCms(new ContentInfo(Document), detached);
        for (var i = 0; i < signers; i++)
        {
            var by = new CmsSigner(i == 0 ? SubjectIdentifierType.IssuerAndSerialNumber
                : SubjectIdentifierType.SubjectKeyIdentifier, certificate)
            {
                DigestAlgorithm = new Oid(digest), SignedAttributes = { new Pkcs9SigningTime() },
            };
            signed.ComputeSignature(by);
        }

        return signed.Encode();
    }
}
