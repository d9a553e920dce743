using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Keys;
using DocFlow.Signing.LongTerm;
using DocFlow.Signing.Signatures;
using DocFlow.Tests.Signing.Authority;
using DocFlow.Tests.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.LongTerm;

public sealed class LevelSignerTests
{
    private readonly LevelDesk _desk = new();

    [SetUp]
    public void Recover() => _desk.Recover();

    [OneTimeTearDown]
    public void Close() => _desk.Dispose();

    [TestCase(SignatureLevel.B)]
    [TestCase(SignatureLevel.T)]
    [TestCase(SignatureLevel.LT)]
    [TestCase(SignatureLevel.LTA)]
    public async Task A_file_is_signed_at_the_level_asked_for(SignatureLevel level)
    {
        var (signed, pdf) = await Sign(level);

        Assert.That((signed.Level.Reached, signed.Level.Hindrance), Is.EqualTo((level, null as DocFlow.Signing.SigningRefusal)));
        Assert.That(_desk.Verified(pdf), Does.Contain($"PAdES-B-{level}"));
        Assert.That(OutsideEyes.Signatures(pdf), Does.Contain("Signature is Valid"));
        Assert.That(OutsideEyes.Complaints(pdf), Is.Empty);
        Assert.That(OutsideEyes.History(pdf), Does.StartWith("0"));
    }

    [Test]
    public async Task Without_an_authority_it_is_signed_all_the_same_and_raised_when_the_authority_is_back()
    {
        _desk.Pki.StampMood = Mood.Down;

        var (signed, pdf) = await Sign(SignatureLevel.LTA);
        _desk.Pki.StampMood = Mood.Well;
        var (raised, _) = await _desk.Extend(pdf, SignatureLevel.LTA);

        Assert.That((signed.Level.Reached, signed.Level.Hindrance?.Code), Is.EqualTo((SignatureLevel.B, "stamp.unreachable")));
        Assert.That(raised.Answer, Is.EqualTo(new RaisedLevel(SignatureLevel.B, SignatureLevel.LTA, null)));
    }

    [Test]
    public async Task Openssl_verifies_the_time_stamp_inside_over_the_signatures_value()
    {
        var (_, pdf) = await Sign(SignatureLevel.T);

        var (cms, token) = _desk.Stamped(pdf);
        var value = OutsideEyes.Saved(cms.SignerInfos[0].GetSignature(), "value");
        File.WriteAllBytes(value + ".token", token);
        var said = Tool.Said("openssl", "ts", "-verify", "-data", value, "-in", value + ".token", "-token_in",
            "-CAfile", _desk.Pki.Authority.RootFile);

        Assert.That(said, Does.Contain("Verification: OK"));
    }

    [Test]
    public async Task A_key_for_PSS_only_signs_with_PSS_whatever_is_asked()
    {
        using var key = Pkcs12Key.Open(OpensslFiles.PssOnly("1"), "1").Key!;
        using var output = new MemoryStream();

        var signed = await Sign(key, output);

        Assert.That((signed.Refusal, output.Length > _desk.Laid.Length), Is.EqualTo((null as DocFlow.Signing.SigningRefusal, true)));
    }

    [Test]
    public async Task A_key_that_is_gone_is_a_refusal_and_nothing_is_written()
    {
        using var key = new PulledOut(_desk.Pki.Person("Trần Thị Bình"));
        using var output = new MemoryStream();

        var signed = await Sign(key, output);

        Assert.That((signed.Refusal?.Code, output.Length), Is.EqualTo(("key.gone", 0L)));
    }

    private Task<DocFlow.Signing.SigningOutcome<SignedAtLevel>> Sign(IKeyHolder key, Stream output) =>
        new LevelSigner(key, _desk.Services()).Sign(
            SampleLetter.Reading(_desk.Laid), new SignatureRequest("Signer1", TimeProvider.System.GetLocalNow()), SignatureLevel.B,
            output, default);

    private async Task<(SignedAtLevel Signed, byte[] Pdf)> Sign(SignatureLevel level)
    {
        using var key = _desk.Pki.Person("Trần Thị Bình");
        using var output = new MemoryStream();
        var signer = new LevelSigner(key, _desk.Services());
        var request = new SignatureRequest("Signer1", TimeProvider.System.GetLocalNow()) { Hash = HashAlgorithmName.SHA384 };
        var signed = await signer.Sign(SampleLetter.Reading(_desk.Laid), request, level, output, default);
        return (signed.Answer, output.ToArray());
    }

    /// <summary>A token pulled out after it was opened.</summary>
    private sealed class PulledOut(IKeyHolder open) : IKeyHolder
    {
        public X509Certificate2 Certificate => open.Certificate;

        public IReadOnlyList<X509Certificate2> Chain => open.Chain;

        public byte[] SignDigest(ReadOnlySpan<byte> digest, HashAlgorithmName hash, RSASignaturePadding padding) =>
            throw new KeyUnavailable(new DocFlow.Signing.SigningRefusal("key.gone", "Mất khóa.", "The key is gone."));

        public void Dispose() => open.Dispose();
    }
}
