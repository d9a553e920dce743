using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using DocFlow.Signing.Cms;
using DocFlow.Tests.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Cms;

/// <summary>Every kind of key with every padding and digest.</summary>
public sealed class AlgorithmTests
{
    private static readonly byte[] Document = [.. "the bytes of a document"u8];

    // RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes, as RFC 4055 3.1 spells it in DER
    private const string PssWithSha256 = "304106092A864886F70D01010A3034A00F300D06096086480165030402010500"
        + "A11C301A06092A864886F70D010108300D06096086480165030402010500A203020120";

    [TestCaseSource(typeof(SigningWay), nameof(SigningWay.All))]
    public void Another_implementation_accepts_it(SigningWay way)
    {
        var signed = new SignedCms(new ContentInfo(Document), detached: true);

        signed.Decode(Sign(way));

        Assert.That(() => signed.CheckSignature(verifySignatureOnly: true), Throws.Nothing);
        Assert.That(signed.SignerInfos[0].DigestAlgorithm.Value, Is.EqualTo(Oids.DigestOf(way.Hash)));
    }

    [TestCaseSource(typeof(SigningWay), nameof(SigningWay.All))]
    public void We_read_it_back_as_what_it_is_and_it_holds(SigningWay way)
    {
        var cms = CmsReader.Read(Sign(way));

        Assert.That((cms.IsStrong, cms.IsSignedBySigner, cms.Binding), Is.EqualTo((true, true, SigningCertificateBinding.Matches)));
        Assert.That(cms.Hash, Is.EqualTo(way.Hash));
    }

    [TestCaseSource(typeof(SigningWay), nameof(SigningWay.All))]
    public void One_flipped_bit_of_the_value_is_noticed(SigningWay way)
    {
        var key = TestKeys.Of(way.Key);
        var digest = CryptographicOperations.HashData(way.Hash, Document);
        var scheme = SignatureScheme.Of(key.Certificate, way.Hash, way.Padding);
        var value = key.SignDigest(digest, way.Hash, way.Padding);
        Assert.That(scheme.VerifiesDigest(key.Certificate, digest, value), Is.True);

        value[^1] ^= 1;

        Assert.That(scheme.VerifiesDigest(key.Certificate, digest, value), Is.False);
    }

    [Test]
    public void PSS_is_named_with_all_its_parameters()
    {
        var cms = Sign(new SigningWay("RSA-2048", RSASignaturePadding.Pss, HashAlgorithmName.SHA256));

        Assert.That(Convert.ToHexString(cms), Does.Contain(PssWithSha256));
    }

    [TestCase("010108300D", 2, "mask generation function")]
    [TestCase("02010500A2", 1, "digest of the mask")]
    [TestCase("020120", 2, "salt")]
    public void PSS_with_other_parameters_than_it_was_signed_with_is_no_good_signature(string part, int at, string what)
    {
        var cms = Sign(new SigningWay("RSA-2048", RSASignaturePadding.Pss, HashAlgorithmName.SHA256));
        var start = cms.AsSpan().IndexOf(Convert.FromHexString(PssWithSha256));

        cms[start + PssWithSha256.LastIndexOf(part, StringComparison.Ordinal) / 2 + at] ^= 2;

        var read = CmsReader.Read(cms);
        Assert.That(read.IsStrong && read.IsSignedBySigner, Is.False, what);
    }

    internal static byte[] Sign(SigningWay way)
    {
        var key = TestKeys.Of(way.Key);
        var digest = CryptographicOperations.HashData(way.Hash, Document);
        var attributes = CadesBuilder.SignedAttributes(digest, key.Certificate, way.Hash);
        var value = key.SignDigest(CryptographicOperations.HashData(way.Hash, attributes), way.Hash, way.Padding);
        var scheme = SignatureScheme.Of(key.Certificate, way.Hash, way.Padding);
        return CadesBuilder.Assemble(attributes, value, key.Certificate, key.Chain, scheme);
    }
}
