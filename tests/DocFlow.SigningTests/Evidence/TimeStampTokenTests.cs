using System.Security.Cryptography;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Evidence;

public sealed class TimeStampTokenTests
{
    [Test]
    public void Another_programs_token_says_what_it_stamped_when_and_by_whom()
    {
        var token = TimeStampToken.Read(OpensslEvidence.Token);

        Assert.That(token.Covers(SHA256.HashData(OpensslEvidence.Stamped)), Is.True);
        Assert.That(token.Time, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(5)));
        Assert.That((token.Policy, token.Accuracy), Is.EqualTo(("1.2.3.4", TimeSpan.FromMicroseconds(1500100))));
        Assert.That(token.Nonce, Is.Not.Null);
        Assert.That(token.Signer?.Subject, Is.EqualTo("CN=tsa"));
    }

    [Test]
    public void It_is_signed_by_a_certificate_that_it_names_and_that_is_for_stamping_only()
    {
        var token = TimeStampToken.Read(OpensslEvidence.Token);

        Assert.That((token.IsSignedBySigner, token.Binding), Is.EqualTo((true, SigningCertificateBinding.Matches)));
        Assert.That((token.IsSignerForStamping, token.IsStrong, token.UnsignedParts.Count), Is.EqualTo((true, true, 0)));
    }

    [Test]
    public void Other_bytes_are_not_covered() =>
        Assert.That(TimeStampToken.Read(OpensslEvidence.Token).Covers(SHA256.HashData("other"u8)), Is.False);

    [Test]
    public void No_byte_outside_the_certificates_can_be_changed_without_being_noticed()
    {
        var token = OpensslEvidence.Token;
        var spared = token.AsSpan().IndexOf(OpensslEvidence.Authority.RawData);
        var length = OpensslEvidence.Authority.RawData.Length;

        var unnoticed = Enumerable.Range(0, token.Length).Where(at => at < spared || at >= spared + length).Where(at => Holds(token, at));

        Assert.That(unnoticed, Is.Empty);
    }

    [Test]
    public void A_signature_over_data_is_no_token()
    {
        using var key = TestAuthority.Person("Lê Văn An");
        var hash = HashAlgorithmName.SHA256;
        var attributes = CadesBuilder.SignedAttributes(SHA256.HashData("x"u8), key.Certificate, hash);
        var value = key.SignDigest(SHA256.HashData(attributes), hash, RSASignaturePadding.Pkcs1);

        var scheme = SignatureScheme.Of(key.Certificate, hash, RSASignaturePadding.Pkcs1);
        var cms = CadesBuilder.Assemble(attributes, value, key.Certificate, key.Chain, scheme);

        Assert.That(() => TimeStampToken.Read(cms), Throws.TypeOf<CmsMalformed>().With.Message.Contains("does not sign what it should"));
    }

    private static bool Holds(byte[] token, int at)
    {
        var twin = (byte[])token.Clone();
        twin[at] ^= 0x01;
        try
        {
            var read = TimeStampToken.Read(twin);
            return read.IsSignedBySigner && read.Binding == SigningCertificateBinding.Matches && read.UnsignedParts.Count == 0;
        }
        catch (CmsMalformed)
        {
            return false;
        }
    }
}
