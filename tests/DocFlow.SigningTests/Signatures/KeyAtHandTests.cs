using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

public sealed class KeyAtHandTests
{
    private static readonly byte[] Laid = SampleLetter.Laid(SampleLetter.Draft());
    private readonly IKeyHolder _key = TestAuthority.Person("Phạm Minh", KeyKind.Rsa2048);

    [OneTimeTearDown]
    public void Forget() => _key.Dispose();

    [Test]
    public void One_call_writes_the_objects_that_three_steps_write()
    {
        var request = SampleLetter.Request("Signer1");
        var prepared = PdfSigner.Prepare(SampleLetter.Reading(Laid), request, _key.Certificate, _key.Chain).Answer;
        var output = new MemoryStream();
        PdfSigner.Place(SampleLetter.Reading(Laid), prepared, _key.SignDigest(prepared.ToBeSigned, request.Hash, request.Padding), output);

        var (one, three) = (Open(SampleLetter.Signed(Laid, "Signer1", _key)), Open(output.ToArray()));

        Assert.That(Written(one), Is.EqualTo(Written(three)));
        Assert.That(one.Length, Is.EqualTo(three.Length));
    }

    [Test]
    public void A_card_whose_key_is_not_its_certificates_leaves_no_file()
    {
        using var other = TestAuthority.Person("Kẻ Khác", KeyKind.Rsa2048);
        var output = new MemoryStream();

        var outcome = SampleLetter.Sign(Laid, "Signer1", new MixedUp(_key.Certificate, other), output);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("signature.wrong"));
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public void Many_threads_sign_with_one_key_and_verify_by_one_policy()
    {
        var policy = TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System);

        var states = Enumerable.Range(0, 40).AsParallel().WithDegreeOfParallelism(4)
            .Select(_ => PdfVerifier.Verify(SampleLetter.Reading(SampleLetter.Signed(Laid, "Signer1", _key)), policy))
            .Select(report => (report.Signatures.Single().Integrity, report.Signatures.Single().Trust)).ToList();

        Assert.That(states, Is.All.EqualTo((IntegrityState.Intact, TrustState.Trusted)));
    }

    private static PdfDocument Open(byte[] pdf) => PdfDocument.Open(SampleLetter.Reading(pdf));

    private static Dictionary<int, PdfObject> Written(PdfDocument document) => document.Revisions[^1].Objects.Keys.ToDictionary(
        number => number, number => document.Resolve(new PdfReference(number, 0)) is PdfDictionary dictionary
            ? dictionary.Without("Contents")
            : document.Resolve(new PdfReference(number, 0)));

    private sealed class MixedUp(X509Certificate2 certificate, IKeyHolder key) : IKeyHolder
    {
        public X509Certificate2 Certificate => certificate;

        public IReadOnlyList<X509Certificate2> Chain => key.Chain;

        public byte[] SignDigest(ReadOnlySpan<byte> digest, HashAlgorithmName hash, RSASignaturePadding padding) =>
            key.SignDigest(digest, hash, padding);

        public void Dispose() => key.Dispose();
    }
}
