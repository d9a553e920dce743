using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using DocFlow.Host.Commands;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

/// <summary>docflow sign in two calls, the key never near it.</summary>
[NonParallelizable]
public sealed class KeyElsewhereTests
{
    private readonly RSA _key = RSA.Create(2048);
    private string _folder = "";

    [SetUp]
    public void Make_a_folder()
    {
        _folder = Directory.CreateTempSubdirectory("docflow-elsewhere-").FullName;
        using var certificate = TestAuthority.Instance.Issue(CertificateSubject.Person("Nguyễn An", "Sở Tài chính"), KeyKind.Rsa2048);
        _key.ImportParameters(certificate.GetRSAPrivateKey()!.ExportParameters(includePrivateParameters: true));
        File.WriteAllText(In("me.pem"), certificate.ExportCertificatePem() + "\n" + TestAuthority.Instance.Root.ExportCertificatePem());
        File.WriteAllBytes(In("a.pdf"), TinyPdf.Classic());
    }

    [TearDown]
    public void Remove_it() => Directory.Delete(_folder, recursive: true);

    [OneTimeTearDown]
    public void Forget_the_key() => _key.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public void What_is_prepared_in_one_call_is_placed_in_another(bool inBase64)
    {
        var (exit, said) = Run("--prepare", In("session"), "--cert", In("me.pem"), "--pss", "--reason", "Phê duyệt");
        Assert.That(exit, Is.Zero, said);
        Sign(inBase64);

        var (placed, told) = Run("--place", In("session"), "--signature", In("value"), "--out", In("out.pdf"));

        Assert.That(placed, Is.Zero, told);
        Assert.That(told, Does.Contain("certified in field Signature1 by Nguyễn An"));
        Assert.That(Verified(), Is.EqualTo(Verdict.Passed));
    }

    [Test]
    public void A_wrong_signature_leaves_no_file()
    {
        Run("--prepare", In("session"), "--cert", In("me.pem"));
        Sign(inBase64: false); // PSS, where PKCS#1 was asked

        var (exit, said) = Run("--place", In("session"), "--signature", In("value"), "--out", In("out.pdf"));

        Assert.That((exit, File.Exists(In("out.pdf"))), Is.EqualTo((1, false)));
        Assert.That(said, Does.Contain("signature.wrong"));
    }

    [Test]
    public void A_file_without_a_certificate_prepares_nothing()
    {
        var (exit, said) = Run("--prepare", In("session"), "--cert", In("a.pdf"));

        Assert.That((exit, File.Exists(In("session"))), Is.EqualTo((1, false)));
        Assert.That(said, Does.Contain("key.no-certificate"));
    }

    [Test]
    public void The_two_ways_of_signing_do_not_mix()
    {
        var mixed = Parsed("--prepare", In("session"), "--cert", In("me.pem"), "--key", "me.p12");
        var neither = Parsed("--out", In("out.pdf"));

        Assert.That(mixed.Errors.Select(one => one.Message), Is.EqualTo(new[] { "--prepare does not go with --key." }));
        Assert.That(neither.Errors.Select(one => one.Message), Is.EqualTo(new[] { "sign needs --key.", "sign needs --pin-file." }));
    }

    private void Sign(bool inBase64)
    {
        using var session = JsonDocument.Parse(File.ReadAllText(In("session")));
        var digest = session.RootElement.GetProperty("toSign").GetBytesFromBase64();
        var value = _key.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        if (inBase64)
            File.WriteAllText(In("value"), Convert.ToBase64String(value, Base64FormattingOptions.InsertLineBreaks) + "\n");
        else
            File.WriteAllBytes(In("value"), value);
    }

    private Verdict Verified()
    {
        var policy = TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System);
        return PdfVerifier.Verify(new MemoryStream(File.ReadAllBytes(In("out.pdf"))), policy).Verdict;
    }

    private ParseResult Parsed(params string[] options) =>
        CommandTree.Create().Parse(["sign", In("a.pdf"), .. options]);

    private (int Exit, string Said) Run(params string[] options)
    {
        using var said = new StringWriter();
        var (console, errors) = (Console.Out, Console.Error);
        Console.SetOut(said);
        Console.SetError(said);
        var exit = Parsed(options).Invoke();
        Console.SetOut(console);
        Console.SetError(errors);
        return (exit, said.ToString());
    }

    private string In(string name) => Path.Combine(_folder, name);
}
