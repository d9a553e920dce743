using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Cms;

public sealed class CadesBuilderTests
{
    private static readonly byte[] Document = [.. "the bytes of a document"u8];

    [Test]
    public void Another_implementation_accepts_what_we_build(
        [Values] KeyKind kind, [Values("SHA256", "SHA384", "SHA512")] string hash)
    {
        using var key = TestAuthority.Person("Lê Văn An", kind);
        var signed = new SignedCms(new ContentInfo(Document), detached: true);

        signed.Decode(Sign(key, new HashAlgorithmName(hash)));

        Assert.That(() => signed.CheckSignature(verifySignatureOnly: true), Throws.Nothing);
        Assert.That(signed.Certificates.Select(one => one.Thumbprint),
            Is.EquivalentTo(new[] { key.Certificate.Thumbprint, TestAuthority.Instance.Root.Thumbprint }));
    }

    [Test]
    public void Another_implementation_refuses_it_for_other_bytes()
    {
        using var key = TestAuthority.Person("Lê Văn An");
        var signed = new SignedCms(new ContentInfo([.. Document, 0]), detached: true);

        signed.Decode(Sign(key, HashAlgorithmName.SHA256));

        Assert.That(() => signed.CheckSignature(verifySignatureOnly: true), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void Three_attributes_are_signed_and_the_time_is_not_among_them()
    {
        using var key = TestAuthority.Person("Lê Văn An");
        var signed = new SignedCms(new ContentInfo(Document), detached: true);

        signed.Decode(Sign(key, HashAlgorithmName.SHA256));

        var types = signed.SignerInfos[0].SignedAttributes.Cast<CryptographicAttributeObject>().Select(one => one.Oid.Value);
        Assert.That(types, Is.EquivalentTo(new[] { Oids.ContentType, Oids.MessageDigest, Oids.SigningCertificateV2 }));
    }

    private static byte[] Sign(IKeyHolder key, HashAlgorithmName hash)
    {
        var attributes = CadesBuilder.SignedAttributes(CryptographicOperations.HashData(hash, Document), key.Certificate, hash);
        var signature = key.SignDigest(CryptographicOperations.HashData(hash, attributes), hash, RSASignaturePadding.Pkcs1);
        var scheme = SignatureScheme.Of(key.Certificate, hash, RSASignaturePadding.Pkcs1);
        return CadesBuilder.Assemble(attributes, signature, key.Certificate, key.Chain, scheme);
    }
}
