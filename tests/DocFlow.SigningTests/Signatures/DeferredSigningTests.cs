using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using DocFlow.Signing;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

/// <summary>Two calls with anything in between: here OpenSSL signs what the session says, and nothing but the session is kept.</summary>
public sealed class DeferredSigningTests
{
    private static readonly byte[] Laid = SampleLetter.Laid(SampleLetter.Draft());

    private static IEnumerable<SigningWay> Ways() => SigningWay.All().Where(way => way.Key is "RSA-2048" or "P-256" or "P-384" or "P-521");

    [TestCaseSource(nameof(Ways))]
    public void Openssl_signs_the_digest_and_the_letter_passes(SigningWay way)
    {
        var (session, key) = Prepared(way);

        var (placed, signed) = Placed(Laid, session, Openssl(SigningSession.Read(session).Answer, key));

        Assert.That(placed.Refusal, Is.Null);
        var report = PdfVerifier.Verify(new MemoryStream(signed),
            TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System));
        Assert.That(report.Signatures.Single().Indication, Is.EqualTo(Indication.TotalPassed));
    }

    [TestCase("P-256")]
    [TestCase("P-521")]
    public void A_browser_gives_r_and_s_side_by_side_and_that_will_do(string kind)
    {
        var (session, key) = Prepared(new SigningWay(kind, RSASignaturePadding.Pkcs1, HashAlgorithmName.SHA256));

        var value = ((ECDsa)key).SignHash(SigningSession.Read(session).Answer.ToSign); // IEEE P1363, as WebCrypto has it

        Assert.That(Placed(Laid, session, value).Outcome.Refusal, Is.Null);
    }

    [Test]
    public void A_wrong_signature_is_refused_and_nothing_is_written()
    {
        var (session, key) = Prepared(Hashed(HashAlgorithmName.SHA256));
        var value = Openssl(SigningSession.Read(session).Answer, key);
        value[^1] ^= 1;

        var (placed, signed) = Placed(Laid, session, value);

        Assert.That((placed.Refusal?.Code, signed.Length), Is.EqualTo(("signature.wrong", 0)));
    }

    [Test]
    public void A_file_that_changed_in_between_is_refused_and_nothing_is_written()
    {
        var (session, key) = Prepared(Hashed(HashAlgorithmName.SHA256));
        var changed = (byte[])Laid.Clone();
        changed[20] ^= 1;

        var (placed, signed) = Placed(changed, session, Openssl(SigningSession.Read(session).Answer, key));

        Assert.That((placed.Refusal?.Code, signed.Length), Is.EqualTo(("pdf.changed", 0)));
    }

    [Test]
    public void Used_twice_a_session_writes_the_same_file_and_never_a_second_signature()
    {
        var (session, key) = Prepared(Hashed(HashAlgorithmName.SHA256));
        var value = Openssl(SigningSession.Read(session).Answer, key);
        var first = Placed(Laid, session, value).Signed;

        var (again, onSigned) = (Placed(Laid, session, value).Signed, Placed(first, session, value).Outcome);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(onSigned.Refusal?.Code, Is.EqualTo("pdf.changed"));
    }

    private static readonly string[] Paths =
    [
        "toSign", "hash", "scheme", "certificate", "version", "prepared.padding", "prepared.hash", "prepared.signer", "prepared.chain.0",
        "prepared.documentDigest", "prepared.signedAttributes", "prepared.toBeSigned", "prepared.start", "prepared.update",
        "prepared.roomAt", "prepared.roomLength",
    ];

    [TestCaseSource(nameof(Paths))]
    public void Nothing_altered_in_a_kept_session_gets_through(string path)
    {
        var (session, key) = Prepared(Hashed(HashAlgorithmName.SHA256));
        var value = Openssl(SigningSession.Read(session).Answer, key);
        var altered = JsonNode.Parse(session)!;
        var node = path.Split('.').Aggregate(altered, (at, part) => part == "0" ? at[0]! : at[part]!);

        node.ReplaceWith(Altered(node));
        var read = SigningSession.Read(altered.ToJsonString());

        var code = read.Refusal?.Code ?? Placed(Laid, altered.ToJsonString(), value).Outcome.Refusal?.Code;
        Assert.That(code, Is.AnyOf("session.damaged", "pdf.changed"));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"version":1,"toSign":"AA==","hash":"SHA256","scheme":"ECDSA","certificate":"x","prepared":{}}""")]
    public void What_is_no_session_is_refused(string json) =>
        Assert.That(SigningSession.Read(json).Refusal?.Code, Is.EqualTo("session.damaged"));

    [TestCase("hash")]
    [TestCase("prepared")]
    [TestCase("prepared.update")]
    [TestCase("prepared.chain.0")]
    public void A_session_with_nothing_where_something_belongs_is_refused(string path)
    {
        var session = JsonNode.Parse(Prepared(Hashed(HashAlgorithmName.SHA256)).Session)!;
        var parts = path.Split('.');
        var parent = parts[..^1].Aggregate(session, (at, part) => at[part]!);

        if (parts[^1] == "0")
            parent.AsArray()[0] = null;
        else
            parent[parts[^1]] = null;

        Assert.That(SigningSession.Read(session.ToJsonString()).Refusal?.Code, Is.EqualTo("session.damaged"));
    }

    [Test]
    public void Without_a_certificate_nothing_is_prepared()
    {
        var outcome = DeferredSigning.Prepare(SampleLetter.Reading(Laid), SampleLetter.Request("Signer1"), []);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("key.no-certificate"));
    }

    private static SigningWay Hashed(HashAlgorithmName hash) => new("RSA-2048", RSASignaturePadding.Pkcs1, hash);

    private static JsonNode Altered(JsonNode value)
    {
        if (value.GetValueKind() == System.Text.Json.JsonValueKind.Number)
            return value.GetValue<int>() + 1;
        var text = value.GetValue<string>();
        if (text is "Pkcs1" or "SHA256")
            return text == "Pkcs1" ? "Pss" : "SHA384";
        var at = text.Length / 2;
        return text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
    }

    private static (string Session, AsymmetricAlgorithm Key) Prepared(SigningWay way)
    {
        var key = TestKeys.New(way.Key);
        using var certificate = TestKeys.Certify(key, TestAuthority.Instance.Root, RSASignaturePadding.Pkcs1);
        var request = SampleLetter.Request("Signer1") with { Hash = way.Hash, Padding = way.Padding };
        X509Certificate2[] known = [X509CertificateLoader.LoadCertificate(certificate.RawData), TestAuthority.Instance.Root];
        return (DeferredSigning.Prepare(SampleLetter.Reading(Laid), request, known).Answer.ToJson(), key);
    }

    private static (SigningOutcome<PreparedSignature> Outcome, byte[] Signed) Placed(byte[] pdf, string session, byte[] value)
    {
        using var output = new MemoryStream();
        var outcome = DeferredSigning.Place(SampleLetter.Reading(pdf), SigningSession.Read(session).Answer, value, output);
        return (outcome, output.ToArray());
    }

    private static byte[] Openssl(SigningSession session, AsymmetricAlgorithm key)
    {
        var folder = OpensslFiles.Folder();
        var (secret, digest, value) = (Path.Combine(folder, "key"), Path.Combine(folder, "digest"), Path.Combine(folder, "value"));
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(digest, session.ToSign);
        string[] padding = session.Scheme == "RSA-PSS" ? ["-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:digest"] : [];
        OpensslFiles.Openssl(["pkeyutl", "-sign", "-inkey", secret, "-in", digest, "-out", value, .. padding,
            "-pkeyopt", $"digest:{session.Hash.ToLowerInvariant()}"]);
        return File.ReadAllBytes(value);
    }
}
