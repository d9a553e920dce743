using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Composing;
using DocFlow.Signing.LongTerm;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Authority;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Readme;

public sealed partial class ReadmeTests
{
    private readonly byte[] _letter = SampleLetter.Draft();
    private readonly TrustPolicy _policy = TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System);

    [Test]
    public void The_examples_are_the_code_that_is_tested_here()
    {
        var code = Squeezed(File.ReadAllText(Repository("tests/DocFlow.SigningTests/Readme/ReadmeExamples.cs")));

        var examples = Example().Matches(File.ReadAllText(Repository("src/DocFlow.Signing/README.md"))).Select(one => one.Groups[1].Value);

        Assert.That(examples.Where(example => !code.Contains(Squeezed(example), StringComparison.Ordinal)), Is.Empty);
        Assert.That(examples.Count(), Is.GreaterThanOrEqualTo(4));
    }

    [Test]
    public void A_letter_signed_as_the_README_says_is_good()
    {
        using var key = TestAuthority.Person("Nguyễn Thị Ánh", KeyKind.Rsa2048);
        using var output = new MemoryStream();

        var signed = ReadmeExamples.Sign(SampleLetter.Reading(_letter), key, SamplePictures.Signature(1), output);

        Assert.That(signed.Refusal, Is.Null);
        Assert.That(ReadmeExamples.Verify(output, _policy), Is.EqualTo("good"));
    }

    [Test]
    public void A_letter_signed_elsewhere_as_the_README_says_is_good()
    {
        using var key = TestAuthority.Person("Trần Văn Bình", KeyKind.Rsa2048);
        using var output = new MemoryStream();
        var request = new SignatureRequest("Approval", TimeProvider.System.GetLocalNow()) { NewField = new() };

        var (kept, digest) = ReadmeExamples.Prepare(SampleLetter.Reading(_letter), request, [key.Certificate, .. key.Chain]);
        var signature = key.SignDigest(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.That(ReadmeExamples.Place(SampleLetter.Reading(_letter), kept, signature, output), Is.Null);
        Assert.That(ReadmeExamples.Verify(output, _policy), Is.EqualTo("good"));
    }

    [Test]
    public async Task A_letter_raised_as_the_README_says_reaches_the_highest_level()
    {
        using var pki = new DevelopmentPki();
        using var key = pki.Person("Lê Văn An");
        using var signed = new MemoryStream();
        using var output = new MemoryStream();
        ReadmeExamples.Sign(SampleLetter.Reading(_letter), key, SamplePictures.Signature(1), signed);

        var level = await ReadmeExamples.Extend(signed, pki.Stamping, [pki.Authority.Root], output);

        Assert.That(level, Is.EqualTo(SignatureLevel.LTA));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    private static string Squeezed(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line != ""));

    private static string Repository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DocFlow.sln")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, path);
    }
}
