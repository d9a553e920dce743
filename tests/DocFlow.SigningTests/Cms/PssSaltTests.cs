using DocFlow.Signing.Cms;
using DocFlow.Tests.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Cms;

/// <summary>PSS as OpenSSL makes it: salts of any length, keys of odd sizes.</summary>
public sealed class PssSaltTests
{
    [TestCase("2048", "max")]
    [TestCase("2048", "digest")]
    [TestCase("2048", "20")]
    [TestCase("2048", "0")]
    [TestCase("2049", "max")]
    [TestCase("3001", "11")]
    public void A_salt_of_any_length_is_verified_and_one_flipped_bit_is_seen(string bits, string salt)
    {
        var cms = Signed(bits, salt);

        var good = CmsReader.Read(cms);
        cms[^20] ^= 1; // the value comes last
        var bad = CmsReader.Read(cms);

        Assert.That((good.IsStrong, good.IsSignedBySigner), Is.EqualTo((true, true)));
        Assert.That((bad.IsStrong, bad.IsSignedBySigner), Is.EqualTo((true, false)));
    }

    [Test]
    public void Another_salt_than_stated_is_no_signature()
    {
        var cms = Signed("2048", "11");
        var at = cms.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xA2, 3, 2, 1, 11]);

        cms[at + 4] = 12;

        Assert.That(CmsReader.Read(cms).IsSignedBySigner, Is.False);
    }

    private static byte[] Signed(string bits, string salt)
    {
        var folder = OpensslFiles.Folder();
        string In(string name) => Path.Combine(folder, name);
        File.WriteAllText(In("text"), "what is signed");
        OpensslFiles.Openssl("req", "-x509", "-newkey", $"rsa:{bits}", "-nodes", "-keyout", In("key"), "-out", In("own"), "-subj", "/CN=A");
        OpensslFiles.Openssl("cms", "-sign", "-in", In("text"), "-signer", In("own"), "-inkey", In("key"),
            "-outform", "DER", "-out", In("cms"), "-binary", "-md", "sha256",
            "-keyopt", "rsa_padding_mode:pss", "-keyopt", $"rsa_pss_saltlen:{salt}");
        return File.ReadAllBytes(In("cms"));
    }
}
