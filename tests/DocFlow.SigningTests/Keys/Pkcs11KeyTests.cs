using System.Security.Cryptography;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>Keys on a token, here SoftHSM2 in a folder of its own.</summary>
[NonParallelizable]
public sealed class Pkcs11KeyTests
{
    private static readonly byte[] Laid = SampleLetter.Laid(SampleLetter.Draft());

    private static IEnumerable<SigningWay> Ways() => SigningWay.All().Where(way => SoftHsm.Kinds.Contains(way.Key));

    [TestCaseSource(nameof(Ways))]
    public void What_a_token_signs_verifies_under_its_certificate(SigningWay way)
    {
        using var key = Pkcs11Key.Open(SoftHsm.Key(way.Key), SoftHsm.Pin).Key!;
        var digest = CryptographicOperations.HashData(way.Hash, "what is signed"u8);

        var value = key.SignDigest(digest, way.Hash, way.Padding);

        Assert.That(SignatureScheme.Of(key.Certificate, way.Hash, way.Padding).VerifiesDigest(key.Certificate, digest, value), Is.True);
    }

    [TestCase("RSA-2048")]
    [TestCase("P-384")]
    public void A_letter_signed_on_a_token_passes_here_and_in_Poppler(string kind)
    {
        using var key = Pkcs11Key.Open(SoftHsm.Key(kind), SoftHsm.Pin).Key!;

        var signed = SampleLetter.Signed(Laid, "Signer1", key);

        var report = PdfVerifier.Verify(new MemoryStream(signed),
            TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System));
        Assert.That(report.Signatures.Single().Indication, Is.EqualTo(Indication.TotalPassed));
        Assert.That(OutsideEyes.Signatures(signed), Does.Contain("Signature is Valid").And.Contain("Certificate is Trusted"));
    }

    [Test]
    public void The_chain_is_found_on_the_token()
    {
        using var key = Pkcs11Key.Open(SoftHsm.Key("P-256"), SoftHsm.Pin).Key!;

        Assert.That(key.Chain.Select(one => one.Thumbprint), Is.EqualTo(new[] { TestAuthority.Instance.Root.Thumbprint }));
    }

    [Test]
    public void Several_keys_are_named_and_none_is_taken()
    {
        var opening = Pkcs11Key.Open(SoftHsm.Token(SoftHsm.Full), SoftHsm.Pin);

        Assert.That((opening.State, opening.Key), Is.EqualTo((KeyState.SeveralKeys, (IKeyHolder?)null)));
        Assert.That(opening.Refusal!.En, Does.Contain("object=RSA-2048;id=01").And.Contain("object=P-384;id=04"));
    }

    [Test]
    public void What_is_not_there_is_said()
    {
        var (full, bare) = (SoftHsm.Token(SoftHsm.Full), SoftHsm.Token(SoftHsm.Bare));
        Pkcs11Settings[] wrong = [full with { Module = "/no.so" }, full with { Token = "Elsewhere" }, full with { Object = "seal" }, bare];

        var codes = wrong.Select(settings => Pkcs11Key.Open(settings, SoftHsm.Pin).Refusal!.Code);

        Assert.That(codes, Is.EqualTo(new[] { "key.module-missing", "key.token-absent", "key.not-found", "key.not-found" }));
    }

    [Test]
    public void A_library_that_is_no_PKCS11_module_is_refused()
    {
        var opening = Pkcs11Key.Open(SoftHsm.Token(SoftHsm.Full) with { Module = "libc.so.6" }, SoftHsm.Pin);

        Assert.That(opening.Refusal!.Code, Is.EqualTo("key.module-missing"));
    }

    [Test]
    public void Pulling_the_token_after_it_was_opened_is_said_and_leaves_no_file()
    {
        var opening = Pkcs11Key.Open(SoftHsm.Token(SoftHsm.Pulled), SoftHsm.Pin);
        Assert.That(opening.State, Is.EqualTo(KeyState.Opened), opening.Detail);
        using var key = opening.Key!;
        using var output = new MemoryStream();

        using var pulled = SoftHsm.Pull(SoftHsm.Pulled);
        var outcome = PdfSigner.Sign(SampleLetter.Reading(Laid), SampleLetter.Request("Signer1"), key, output);

        Assert.That((outcome.Refusal?.Code, output.Length), Is.EqualTo(("key.gone", 0L)), outcome.Refusal?.En);
    }

    [Test]
    public void Pulling_it_between_two_signatures_is_said_too()
    {
        using var key = Pkcs11Key.Open(SoftHsm.Token(SoftHsm.Pulled2), SoftHsm.Pin).Key!;
        Assert.That(SampleLetter.Sign(Laid, "Signer1", key).Refusal, Is.Null);

        using var pulled = SoftHsm.Pull(SoftHsm.Pulled2);
        var outcome = SampleLetter.Sign(Laid, "Signer1", key);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("key.gone"));
    }

    [Test]
    public void Many_threads_sign_on_one_token_at_once()
    {
        using var key = Pkcs11Key.Open(SoftHsm.Key("P-256"), SoftHsm.Pin).Key!;
        var scheme = SignatureScheme.Of(key.Certificate, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        bool Holds(byte[] digest) => scheme.VerifiesDigest(
            key.Certificate, digest, key.SignDigest(digest, scheme.Hash, RSASignaturePadding.Pkcs1));
        var good = Enumerable.Range(0, 400).Select(BitConverter.GetBytes).AsParallel().WithDegreeOfParallelism(8)
            .Count(bytes => Holds(SHA256.HashData(bytes)));

        Assert.That(good, Is.EqualTo(400));
    }
}
