using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

/// <summary>
/// Letters signed with every kind of key and algorithm before programs that know nothing of us; three signatures on each.
/// </summary>
public sealed class AlgorithmWitnessTests
{
    private static readonly byte[] Laid = SampleLetter.Laid(SampleLetter.Draft());
    private static readonly HashAlgorithmName[] Hashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    private static IEnumerable<object[]> Kinds() => SigningWay.All().Select(way => (way.Key, way.Padding)).Distinct()
        .Select(one => new object[] { one.Key, one.Padding });

    [TestCaseSource(nameof(Kinds))]
    public void Poppler_openssl_qpdf_and_MuPDF_accept_every_digest_of_it(string kind, RSASignaturePadding padding)
    {
        var signed = Hashes.Zip(["Initial1", "Signer1", "Seal"]).Aggregate(Laid, (pdf, one) => Signed(pdf, one, kind, padding));

        var said = OutsideEyes.Signatures(signed);

        Assert.That(Regex.Count(said, "Signature is Valid"), Is.EqualTo(3), said);
        Assert.That(Regex.Count(said, "Certificate is Trusted"), Is.EqualTo(3), said);
        Assert.That(Openssl(signed), Is.EqualTo(new[] { "exit 0", "exit 0", "exit 0" }));
        Assert.That((OutsideEyes.Complaints(signed).Length, OutsideEyes.History(signed)), Is.EqualTo((0, "0")));
        Assert.That(Ours(signed), Has.Count.EqualTo(3).And.All.EqualTo(Indication.TotalPassed));
    }

    [Test]
    public void A_key_that_is_for_PSS_only_signs_letters_that_openssl_and_we_accept()
    {
        using var key = Pkcs12Key.Open(OpensslFiles.PssOnly("1"), "1").Key!;
        using var output = new MemoryStream();

        var now = SampleLetter.Request("Signer1") with { At = TimeProvider.System.GetUtcNow() }; // OpenSSL's certificate begins just now
        var outcome = PdfSigner.Sign(SampleLetter.Reading(Laid), now, key, output);
        var signed = output.ToArray();

        Assert.That(outcome.Refusal, Is.Null);
        Assert.That(Openssl(signed), Is.EqualTo(new[] { "exit 0" }));
        Assert.That(Ours(signed), Is.EqualTo(new[] { Indication.TotalPassed }));
    }

    [TestCase("RSA-2048", "Pkcs1")]
    [TestCase("RSA-2048", "Pss")]
    [TestCase("P-256", "Pkcs1")]
    public void Openssl_sees_one_flipped_byte(string kind, string padding)
    {
        var way = padding == "Pss" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var signed = Signed(Laid, (HashAlgorithmName.SHA256, "Signer1"), kind, way);

        signed[30] ^= 1;

        Assert.That(Openssl(signed).Single(), Is.EqualTo("exit 4"));
    }

    private static byte[] Signed(byte[] pdf, (HashAlgorithmName Hash, string Field) one, string kind, RSASignaturePadding padding)
    {
        using var output = new MemoryStream();
        var request = SampleLetter.Request(one.Field) with { Hash = one.Hash, Padding = padding };
        _ = PdfSigner.Sign(SampleLetter.Reading(pdf), request, TestKeys.OfPeople(kind)[Array.IndexOf(Hashes, one.Hash)], output).Answer;
        return output.ToArray();
    }

    private static List<Indication> Ours(byte[] pdf)
    {
        var policy = TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System);
        return [.. PdfVerifier.Verify(SampleLetter.Reading(pdf), policy).Signatures.Select(one => one.Indication)];
    }

    /// <summary>What openssl cms -verify says of each signature over the bytes it covers: its last line, the exit code.</summary>
    private static List<string> Openssl(byte[] pdf)
    {
        var document = PdfDocument.Open(SampleLetter.Reading(pdf));
        var folder = OpensslFiles.Folder();
        var (content, cms) = (Path.Combine(folder, "content"), Path.Combine(folder, "cms"));
        var answers = new List<string>();
        foreach (var field in FormFields.Read(document).Where(field => field.IsSigned))
        {
            var signature = document.Dictionary(field.Dictionary["V"])!;
            var range = document.Array(signature["ByteRange"])!.Select(number => (int)number.AsInteger!).ToArray();
            File.WriteAllBytes(content, [.. pdf[..range[1]], .. pdf[range[2]..(range[2] + range[3])]]);
            File.WriteAllBytes(cms, ((PdfString)signature["Contents"]!).Bytes);
            var answer = Tool.Run("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", cms, "-content", content,
                "-CAfile", TestAuthority.Instance.RootFile, "-purpose", "any", "-out", Path.Combine(folder, "out"));
            answers.Add(answer.Split('\n')[^1]);
        }

        return answers;
    }
}
